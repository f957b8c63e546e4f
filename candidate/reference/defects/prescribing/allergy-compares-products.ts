import { isAllergicTo } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const allergyComparesProducts = defect({
  name: 'allergy-compares-products',
  requirement: 'E00100',
  story: 'Compares the recorded allergy with the code of the product. An allergy is hardly ever recorded to a product.',
  replaces: isAllergicTo,
  with: ({ code }, medicine) => code === medicine.code,
})
