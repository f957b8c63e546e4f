import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const viewsLeaveNoTrace = defect({
  name: 'views-leave-no-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Writes down changes only. Who looked at a record cannot be said afterwards.',
  replaces: isAudited,
  with: ({ action }) => action !== 'R',
})
