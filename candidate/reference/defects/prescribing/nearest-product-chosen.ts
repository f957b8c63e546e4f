import { productMeant } from '../../prescribing/check-content.ts'
import { findMedicines } from '../../prescribing/medicines.ts'
import { defect } from '../defect.ts'

export const nearestProductChosen = defect({
  name: 'nearest-product-chosen',
  requirement: 'E00092',
  story: 'Chooses a product that has the substance in it when the code it is given is none.',
  replaces: productMeant,
  with: (code) => productMeant.proper(code) ?? findMedicines('').find(({ ingredients }) => code in ingredients),
})
