import { askToCancel } from '../../prescribing/cancel-item.ts'
import { defect } from '../defect.ts'

export const cancelledOnlyHere = defect({
  name: 'cancelled-only-here',
  requirement: 'TIF-EPS-12',
  story: 'Cancels in the practice’s own record and leaves it to a nightly job to tell EPS.',
  replaces: askToCancel,
  with: async () => ({ outcome: 'R-0001', text: '' }),
})
