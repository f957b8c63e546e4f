import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const switchesLeaveNoTrace = defect({
  name: 'switches-leave-no-trace',
  requirement: 'TIF-GPC-09',
  story: 'Does not write down who switched a service on or off.',
  replaces: isAudited,
  with: ({ event }) => !event.startsWith('online-service-'),
})
