import { priorityToSend } from '../../referrals/referral.ts'
import { defect } from '../defect.ts'

export const suspectedCancerSentAsUrgent = defect({
  name: 'suspected-cancer-sent-as-urgent',
  requirement: 'E00149',
  story: 'Knows two degrees of urgency, and sends a suspected cancer as urgent.',
  replaces: priorityToSend,
  with: (criteria) => ({ ...criteria, priority: criteria.priority === 'ROUTINE' ? 'ROUTINE' : 'URGENT' }),
})
