import { contentAfter } from '../../prescribing/draft-item.ts'
import { defect } from '../defect.ts'

export const quantityStaysAsItWas = defect({
  name: 'quantity-stays-as-it-was',
  requirement: 'E00096',
  story: 'Keeps the quantity when an item is changed, unless the medicine is another: it comes from the pack size.',
  replaces: contentAfter,
  with: (before, wanted) => (before.code === wanted.code ? { ...wanted, quantity: before.quantity } : wanted),
})
