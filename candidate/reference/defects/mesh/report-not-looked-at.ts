import { onReport } from '../../mesh/take-in.ts'
import { defect } from '../defect.ts'

export const reportNotLookedAt = defect({
  name: 'report-not-looked-at',
  requirement: 'TIF-GFR-02',
  story: 'Collects the report that a message was not delivered, and throws it away: it has no content.',
  replaces: onReport,
  with: () => undefined,
})
