import { quantityIsExact } from '../../prescribing/check-content.ts'
import { defect } from '../defect.ts'

export const anyNumberIsAQuantity = defect({
  name: 'any-number-is-a-quantity',
  requirement: 'TIF-EPS-13',
  story: 'Takes any number for a quantity and leaves the rest to EPS.',
  replaces: quantityIsExact,
  with: () => true,
})
