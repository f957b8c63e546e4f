import { itemsForOne } from '../../prescribing/sign-items.ts'
import { defect } from '../defect.ts'

export const secondItemStaysBehind = defect({
  name: 'second-item-stays-behind',
  requirement: 'EPSP01',
  story: 'Puts one item on a prescription, as on paper forms of old, and leaves the others for another time.',
  replaces: itemsForOne,
  with: (items) => items.slice(0, 1),
})
