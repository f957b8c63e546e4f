import { stateAfterReceipt } from '../../messaging/take-receipt.ts'
import { defect } from '../defect.ts'

export const readIsOnlyDelivered = defect({
  name: 'read-is-only-delivered',
  requirement: 'E00367',
  story: 'Knows delivered and not delivered. That the patient has read the message is thrown away.',
  replaces: stateAfterReceipt,
  with: (state, told) => stateAfterReceipt.proper(state, told === 'Read' ? 'Delivered' : told),
})
