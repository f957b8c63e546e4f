import { shownTransactions } from '../../registration-links/send-transaction.ts'
import { defect } from '../defect.ts'

export const reasonOfRejectionNotShown = defect({
  name: 'reason-of-rejection-not-shown',
  requirement: 'NH04',
  story: 'Shows that a transaction was rejected, and not why.',
  replaces: shownTransactions,
  with: (transactions) => transactions.map(({ reason: _reason, ...transaction }) => transaction),
})
