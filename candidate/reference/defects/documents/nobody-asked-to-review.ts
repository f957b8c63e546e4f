import { askForReview } from '../../documents/file-document.ts'
import { defect } from '../defect.ts'

export const nobodyAskedToReview = defect({
  name: 'nobody-asked-to-review',
  requirement: 'TIF-GFR-01',
  story: 'Files documents, and waits for a clinician to come across them.',
  replaces: askForReview,
  with: () => undefined,
})
