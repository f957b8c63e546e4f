import { demandReviewer } from '../../laboratory/work-on-report.ts'
import { defect } from '../defect.ts'

export const anybodyReviewsResults = defect({
  name: 'anybody-reviews-results',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets whoever can see a result say that it has been dealt with.',
  replaces: demandReviewer,
  with: () => undefined,
})
