import { onUndelivered } from '../../consultation-reports/take-answer.ts'
import { defect } from '../defect.ts'

export const undeliveredReportNotTold = defect({
  name: 'undelivered-report-not-told',
  requirement: 'GPCM-SD-056',
  story: 'Notes that MESH found no practice, and asks nobody to bring the report there another way.',
  replaces: onUndelivered,
  with: () => undefined,
})
