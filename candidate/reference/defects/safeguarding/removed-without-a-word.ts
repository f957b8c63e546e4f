import { reasonNeeded } from '../../safeguarding/fgm-indicator.ts'
import { defect } from '../defect.ts'

export const removedWithoutAWord = defect({
  name: 'removed-without-a-word',
  requirement: 'TIF-IG-SUPP-01',
  story: 'Removes the indicator without asking why, and tells others that no reason was given.',
  replaces: reasonNeeded,
  with: () => false,
})
