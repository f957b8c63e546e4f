import { auditSent } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const referralNotAudited = defect({
  name: 'referral-not-audited',
  requirement: 'TIF-IG-AUD-03',
  story: 'Writes down what failed, and nothing of what was sent.',
  replaces: auditSent,
  with: (work, sent, state) => {
    if (state !== 'sent') auditSent.proper(work, sent, state)
  },
})
