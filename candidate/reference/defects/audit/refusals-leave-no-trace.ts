import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const refusalsLeaveNoTrace = defect({
  name: 'refusals-leave-no-trace',
  requirement: 'TIF-IG-AUD-07',
  story: 'Writes down what was done, and nothing of what was tried: a user who probes for records they may not see is never noticed.',
  replaces: isAudited,
  with: ({ outcome }) => outcome === 'done',
})
