import { isForUs } from '../../bars/sender.ts'
import { defect } from '../defect.ts'

export const targetNotLookedAt = defect({
  name: 'target-not-looked-at',
  requirement: 'TIF-GPC-11',
  story: 'Does not look for whom a call is: what reaches it must be for it.',
  replaces: isForUs,
  with: () => true,
})
