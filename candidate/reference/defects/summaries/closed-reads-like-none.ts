import { toldOfClosed } from '../../summaries/view-summary.ts'
import { defect } from '../defect.ts'

export const closedReadsLikeNone = defect({
  name: 'closed-reads-like-none',
  requirement: 'SCR04',
  story: 'Shows that there is no summary where the patient lets nobody see it.',
  replaces: toldOfClosed,
  with: () => undefined,
})
