import { meaningOf } from '../../prescribing/cancel-item.ts'
import { defect } from '../defect.ts'

export const markedIsCancelled = defect({
  name: 'marked-is-cancelled',
  requirement: 'TIF-EPS-12',
  story: 'Takes "marked for cancellation" for cancelled. The pharmacy dispenses it.',
  replaces: meaningOf,
  with: (outcome) => meaningOf.proper(outcome === 'R-0002' || outcome === 'R-0003' ? 'R-0001' : outcome),
})
