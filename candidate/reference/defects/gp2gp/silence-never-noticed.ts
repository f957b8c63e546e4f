import { isLate } from '../../gp2gp/look-after-transfers.ts'
import { defect } from '../defect.ts'

export const silenceNeverNoticed = defect({
  name: 'silence-never-noticed',
  requirement: 'TIF-GP2GP-06',
  story: 'Waits for ever for what does not come, from either side.',
  replaces: isLate,
  with: () => false,
})
