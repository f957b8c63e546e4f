import { mayGive } from '../../referrals/cancel-referral.ts'
import { defect } from '../defect.ts'

export const everyReasonOffered = defect({
  name: 'every-reason-offered',
  requirement: 'E00150',
  story: 'Offers all reasons that e-RS has, also those that only hospitals may give.',
  replaces: mayGive,
  with: () => true,
})
