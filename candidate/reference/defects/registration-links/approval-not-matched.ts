import { settleAcceptance } from '../../registration-links/take-transaction.ts'
import { defect } from '../defect.ts'

export const approvalNotMatched = defect({
  name: 'approval-not-matched',
  requirement: 'NH04',
  story: 'Does not find its own acceptance again when the authority approves it.',
  replaces: settleAcceptance,
  with: (services, transaction, approved, text) => {
    if (!approved) settleAcceptance.proper(services, transaction, approved, text)
  },
})
