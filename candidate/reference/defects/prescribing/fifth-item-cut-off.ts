import { itemsForOne, MOST_ITEMS } from '../../prescribing/sign-items.ts'
import { defect } from '../defect.ts'

export const fifthItemCutOff = defect({
  name: 'fifth-item-cut-off',
  requirement: 'TIF-EPS-04',
  story: 'Signs and sends the first four items of a longer prescription, and says that it is sent.',
  replaces: itemsForOne,
  with: (items) => items.slice(0, MOST_ITEMS),
})
