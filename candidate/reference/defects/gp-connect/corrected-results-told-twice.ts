import { isReportTold } from '../../gp-connect/investigations.ts'
import { defect } from '../defect.ts'

export const correctedResultsToldTwice = defect({
  name: 'corrected-results-told-twice',
  requirement: 'TIF-GPC-19',
  story: 'Tells others of every report that came, those included which the laboratory has corrected since.',
  replaces: isReportTold,
  with: ({ state }) => state === 'reviewed' || state === 'replaced',
})
