import { meaningOf } from '../../summaries/hl7/word-of-the-spine.ts'
import { defect } from '../defect.ts'

export const whateverTheSpineSaysIsYes = defect({
  name: 'whatever-the-spine-says-is-yes',
  requirement: 'TIF-SCR-03',
  story: 'Takes any word of the Spine about a summary for a success: that it was refused is never seen.',
  replaces: meaningOf,
  with: () => ({ outcome: 'taken' as const }),
})
