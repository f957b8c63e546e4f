import { reasonGiven } from '../../prescribing/cancel-item.ts'
import { defect } from '../defect.ts'

export const reasonMadeUp = defect({
  name: 'reason-made-up',
  requirement: 'TIF-EPS-11',
  story: 'Fills in "prescribing error" where the user gave no reason.',
  replaces: reasonGiven,
  with: (reason) => reason ?? '0001',
})
