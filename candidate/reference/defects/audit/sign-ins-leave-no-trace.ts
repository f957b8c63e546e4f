import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const signInsLeaveNoTrace = defect({
  name: 'sign-ins-leave-no-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Leaves sign-ins to the identity provider: the trail does not say who came and when.',
  replaces: isAudited,
  with: ({ event }) => !['sign-in', 'sign-out', 'role-chosen'].includes(event),
})
