import { isDue } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const oneSummaryIsEnough = defect({
  name: 'one-summary-is-enough',
  requirement: 'TIF-SCR-03',
  story: 'Uploads when the patient registers, and never again.',
  replaces: isDue,
  with: (_now, sent) => sent === undefined,
})
