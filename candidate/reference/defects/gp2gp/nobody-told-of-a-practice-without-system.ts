import { tellOfTrouble } from '../../gp2gp/tell.ts'
import { defect } from '../defect.ts'

export const nobodyToldOfAPracticeWithoutSystem = defect({
  name: 'nobody-told-of-a-practice-without-system',
  requirement: 'TIF-GP2GP-04',
  story: 'Notes that a practice is not in the directory, and leaves it at that: nobody gets the record on paper.',
  replaces: tellOfTrouble,
  with: (services, transfer) => {
    if (transfer.state !== 'impossible') tellOfTrouble.proper(services, transfer)
  },
})
