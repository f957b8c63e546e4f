import { stateAfterReceipt } from '../../messaging/take-receipt.ts'
import { defect } from '../defect.ts'

export const rejectionNotShown = defect({
  name: 'rejection-not-shown',
  requirement: 'E00367',
  story: 'Knows receipts for what arrived. A message that could not be delivered stays "sent" for ever.',
  replaces: stateAfterReceipt,
  with: (state, told) => (told === 'Rejected' ? state : stateAfterReceipt.proper(state, told)),
})
