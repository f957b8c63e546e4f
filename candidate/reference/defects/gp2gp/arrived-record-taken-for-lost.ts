import { hasArrived } from '../../gp2gp/receive-acknowledgement.ts'
import { defect } from '../defect.ts'

export const arrivedRecordTakenForLost = defect({
  name: 'arrived-record-taken-for-lost',
  requirement: 'TIF-GP2GP-06',
  story: 'Takes every negative answer for a record that is lost: what the other practice has kept apart or filed is sent once more, on paper.',
  replaces: hasArrived,
  with: ({ positive }) => positive,
})
