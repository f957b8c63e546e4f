import { demandReviewer, reviewDocument } from '../../documents/work-on-document.ts'
import { documentsStore } from '../../documents/documents-store.ts'
import { defect } from '../defect.ts'

export const reviewLeavesNoTrace = defect({
  name: 'review-leaves-no-trace',
  requirement: 'TIF-GFR-01',
  story: 'Takes a tick for a review: whose it was is not written down, and the task stays.',
  replaces: reviewDocument,
  with: (work, id) => {
    demandReviewer(work)
    return documentsStore(work.services).become(id, { state: 'reviewed' })
  },
})
