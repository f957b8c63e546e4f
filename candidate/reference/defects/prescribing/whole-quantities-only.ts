import { quantityIsExact } from '../../prescribing/check-content.ts'
import { defect } from '../defect.ts'

export const wholeQuantitiesOnly = defect({
  name: 'whole-quantities-only',
  requirement: 'TIF-EPS-13',
  story: 'Takes whole numbers only. Half a tablet has to be rounded by the prescriber.',
  replaces: quantityIsExact,
  with: (quantity) => quantity > 0 && Number.isInteger(quantity),
})
