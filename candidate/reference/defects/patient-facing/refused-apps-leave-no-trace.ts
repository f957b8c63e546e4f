import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const refusedAppsLeaveNoTrace = defect({
  name: 'refused-apps-leave-no-trace',
  requirement: 'TIF-IG-AUD-07',
  story: 'Answers an app that it refuses, and forgets it. Somebody may try all night.',
  replaces: isAudited,
  with: ({ event }) => event !== 'app-refused',
})
