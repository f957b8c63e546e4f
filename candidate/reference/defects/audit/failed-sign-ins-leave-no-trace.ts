import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const failedSignInsLeaveNoTrace = defect({
  name: 'failed-sign-ins-leave-no-trace',
  requirement: 'TIF-IG-AUD-07',
  story: 'Writes down who came in. Who tried to, and did not, is never known.',
  replaces: isAudited,
  with: ({ event, outcome }) => event !== 'sign-in' || outcome === 'done',
})
