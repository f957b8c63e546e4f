import { isBackwards } from '../../patient-facing/search-dates.ts'
import { defect } from '../defect.ts'

export const backwardsSearchFindsNothing = defect({
  name: 'backwards-search-finds-nothing',
  requirement: 'TIF-GPC-12',
  story: 'Finds nothing between a day and one before it, and does not say that it was asked for nonsense.',
  replaces: isBackwards,
  with: () => false,
})
