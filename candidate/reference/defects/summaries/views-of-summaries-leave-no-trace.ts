import { auditView } from '../../summaries/view-summary.ts'
import { defect } from '../defect.ts'

export const viewsOfSummariesLeaveNoTrace = defect({
  name: 'views-of-summaries-leave-no-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Leaves it to Spine to know who looked.',
  replaces: auditView,
  with: () => {},
})
