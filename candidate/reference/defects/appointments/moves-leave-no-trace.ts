import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const movesLeaveNoTrace = defect({
  name: 'moves-leave-no-trace',
  requirement: 'TIF-IG-AUD-05',
  story: 'Writes down bookings and cancellations. Moving changes nothing for the patient, so it is thought, and leaves no trace.',
  replaces: isAudited,
  with: (entry) => entry.event !== 'appointment-moved' && isAudited.proper(entry),
})
