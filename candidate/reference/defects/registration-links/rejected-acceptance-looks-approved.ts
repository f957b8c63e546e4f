import { settleAcceptance } from '../../registration-links/take-transaction.ts'
import { defect } from '../defect.ts'

export const rejectedAcceptanceLooksApproved = defect({
  name: 'rejected-acceptance-looks-approved',
  requirement: 'NH04',
  story: 'Closes an acceptance when the authority answers, whatever the answer.',
  replaces: settleAcceptance,
  with: (services, transaction, _approved, text) => settleAcceptance.proper(services, transaction, true, text),
})
