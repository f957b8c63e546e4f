import { onUndelivered } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const undeliveredTransactionLooksSent = defect({
  name: 'undelivered-transaction-looks-sent',
  requirement: 'NH01',
  story: 'Leaves a transaction that was not delivered as sent.',
  replaces: onUndelivered,
  with: () => undefined,
})
