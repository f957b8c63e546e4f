import { keepsUnmatched } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const unmatchedResultThrownAway = defect({
  name: 'unmatched-result-thrown-away',
  requirement: 'E00433',
  story: 'Lets go of results whose patient it does not find, and tells the laboratory that they were taken.',
  replaces: keepsUnmatched,
  with: () => false,
})
