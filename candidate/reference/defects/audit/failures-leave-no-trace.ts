import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const failuresLeaveNoTrace = defect({
  name: 'failures-leave-no-trace',
  requirement: 'TIF-IG-AUD-07',
  story: 'Leaves what a national service failed to do to the log of the server, which is thrown away after a week.',
  replaces: isAudited,
  with: ({ outcome }) => outcome !== 'failed',
})
