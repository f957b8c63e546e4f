import { groundFor } from '../../summaries/view-summary.ts'
import { defect } from '../defect.ts'

export const noReasonAskedFor = defect({
  name: 'no-reason-asked-for',
  requirement: 'TIF-SCR-01',
  story: 'Ticks emergency without asking what has happened.',
  replaces: groundFor,
  with: (said, why) => groundFor.proper(said, why ?? 'not said'),
})
