import { demandReviewer } from '../../documents/work-on-document.ts'
import { defect } from '../defect.ts'

export const anybodyReviewsDocuments = defect({
  name: 'anybody-reviews-documents',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets whoever can see a document say that it has been reviewed.',
  replaces: demandReviewer,
  with: () => undefined,
})
