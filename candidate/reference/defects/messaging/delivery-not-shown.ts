import { stateAfterReceipt } from '../../messaging/take-receipt.ts'
import { defect } from '../defect.ts'

export const deliveryNotShown = defect({
  name: 'delivery-not-shown',
  requirement: 'E00367',
  story: 'Accepts every receipt and acts on those that say "read". Whether an unread message has arrived, nobody can tell.',
  replaces: stateAfterReceipt,
  with: (state, told) => (told === 'Delivered' ? state : stateAfterReceipt.proper(state, told)),
})
