import { shownUnchecked } from '../../adjustments/show-adjustments.ts'
import { defect } from '../defect.ts'

export const uncheckedIsNone = defect({
  name: 'unchecked-is-none',
  requirement: 'TIF-CS-11',
  story: 'Takes an error for an empty record, and tells the GP that nothing is recorded.',
  replaces: shownUnchecked,
  with: () => ({ state: 'none' as const, flags: [] }),
})
