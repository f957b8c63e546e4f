import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const appsLeaveNoTrace = defect({
  name: 'apps-leave-no-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Writes down what staff do. What patients’ apps read is in a log of the web server, for a week.',
  replaces: isAudited,
  with: ({ agent, action, outcome }) => !(agent.role?.code === 'citizen' && action === 'R' && outcome === 'done'),
})
