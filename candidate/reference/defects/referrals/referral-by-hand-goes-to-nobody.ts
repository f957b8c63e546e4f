import { writtenDetails } from '../../referrals/draft-referral.ts'
import { defect } from '../defect.ts'

export const referralByHandGoesToNobody = defect({
  name: 'referral-by-hand-goes-to-nobody',
  requirement: 'E00151',
  story: 'Records that a letter was written, not to whom.',
  replaces: writtenDetails,
  with: (details) => (details.receiver ? { ...details, receiver: { organisation: 'Other provider' } } : details),
})
