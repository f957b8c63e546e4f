import { newState } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const correctionOfAReviewedResultIsReviewed = defect({
  name: 'correction-of-a-reviewed-result-is-reviewed',
  requirement: 'TIF-DDP-06',
  story: 'Takes a corrected report for reviewed where the first was: nobody sees what has changed.',
  replaces: newState,
  with: (replaces) => (replaces.some(({ reviewedBy }) => reviewedBy !== undefined) ? 'reviewed' : 'to-review'),
})
