import { stateAfterReceipt } from '../../messaging/take-receipt.ts'
import { defect } from '../defect.ts'

export const lastReceiptWins = defect({
  name: 'last-receipt-wins',
  requirement: 'E00367',
  story: 'Shows the receipt that came last, though receipts overtake each other. What was read is waiting again.',
  replaces: stateAfterReceipt,
  with: (_state, told) => stateAfterReceipt.proper('sent', told),
})
