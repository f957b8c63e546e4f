import { reportsShown } from '../../laboratory/work-on-report.ts'
import { defect } from '../defect.ts'

export const replacedResultsHidden = defect({
  name: 'replaced-results-hidden',
  requirement: 'TIF-DDP-06',
  story: 'Shows the newest report only; what a decision was based on is gone.',
  replaces: reportsShown,
  with: (reports) => reports.filter(({ state }) => state !== 'replaced'),
})
