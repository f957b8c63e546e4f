import { isReportTold } from '../../gp-connect/investigations.ts'
import { defect } from '../defect.ts'

export const unreviewedResultsTold = defect({
  name: 'unreviewed-results-told',
  requirement: 'TIF-GPC-19',
  story: 'Tells others of results that no clinician here has looked at.',
  replaces: isReportTold,
  with: ({ state }) => state === 'reviewed' || state === 'to-review',
})
