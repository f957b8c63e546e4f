import { authoredOnOf } from '../../prescribing/order-message.ts'
import { defect } from '../defect.ts'

export const eachItemHasItsOwnDate = defect({
  name: 'each-item-has-its-own-date',
  requirement: 'TIF-EPS-04',
  story: 'Sends with each item the moment at which it was drafted, instead of that of the prescription.',
  replaces: authoredOnOf,
  with: (_order, { item }) => item.draftedAt,
})
