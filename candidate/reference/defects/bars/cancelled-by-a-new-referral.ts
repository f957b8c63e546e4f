import { reasonOfChange } from '../../bars/message.ts'
import { defect } from '../defect.ts'

export const cancelledByANewReferral = defect({
  name: 'cancelled-by-a-new-referral',
  requirement: 'E00150',
  story: 'Sends a cancellation as something new: the pharmacy goes on with the first one.',
  replaces: reasonOfChange,
  with: () => 'new' as const,
})
