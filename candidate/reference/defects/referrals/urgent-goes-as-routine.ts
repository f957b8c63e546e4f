import { priorityToSend } from '../../referrals/referral.ts'
import { defect } from '../defect.ts'

export const urgentGoesAsRoutine = defect({
  name: 'urgent-goes-as-routine',
  requirement: 'TIF-ERS-01',
  story: 'Sends the urgency that the list of services had when it was made, which is routine unless it is about cancer.',
  replaces: priorityToSend,
  with: (criteria) => ({ ...criteria, priority: criteria.priority === 'TWO_WEEK_WAIT' ? 'TWO_WEEK_WAIT' : 'ROUTINE' }),
})
