import { tellOfWhatToDo } from '../../gp2gp/integrate.ts'
import { defect } from '../defect.ts'

export const missingLetterNotFollowedUp = defect({
  name: 'missing-letter-not-followed-up',
  requirement: 'TIF-GP2GP-05',
  story: 'Notes that a file did not come where nobody looks, and asks nobody to get it.',
  replaces: tellOfWhatToDo,
  with: (services, transfer, patientId, entries) => tellOfWhatToDo.proper(services, transfer, patientId, entries.filter(({ state }) => state !== 'missing')),
})
