import { askForReview } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const nobodyAskedAboutResults = defect({
  name: 'nobody-asked-about-results',
  requirement: 'TIF-DDP-06',
  story: 'Files results and asks nobody to look at them.',
  replaces: askForReview,
  with: () => undefined,
})
