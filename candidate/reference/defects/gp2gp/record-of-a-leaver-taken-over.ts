import { canTakeIn } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const recordOfALeaverTakenOver = defect({
  name: 'record-of-a-leaver-taken-over',
  requirement: 'TIF-GP2GP-03',
  story: 'Takes a record over though the patient has left, into a record that nobody may change.',
  replaces: canTakeIn,
  with: () => true,
})
