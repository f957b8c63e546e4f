import { isStillWanted } from '../../gp2gp/ask-for-record.ts'
import { defect } from '../defect.ts'

export const recordOfALeaverAskedFor = defect({
  name: 'record-of-a-leaver-asked-for',
  requirement: 'TIF-GP2GP-01',
  story: 'Asks for a record as it was planned, though the patient has left again meanwhile.',
  replaces: isStillWanted,
  with: () => true,
})
