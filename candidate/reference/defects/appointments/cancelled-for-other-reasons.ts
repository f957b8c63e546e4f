import { statedCancellation } from '../../appointments/set-status.ts'
import { defect } from '../defect.ts'

export const cancelledForOtherReasons = defect({
  name: 'cancelled-for-other-reasons',
  requirement: 'E00219',
  story: 'Demands a reason for cancelling, and takes “Other” without a word for one.',
  replaces: statedCancellation,
  with: (stated) => statedCancellation.proper(stated) ?? { code: 'other', text: 'Cancelled' },
})
