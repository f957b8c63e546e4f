import { maySend } from '../../referrals/send-referral.ts'
import { defect } from '../defect.ts'

export const unconfirmedIsStuck = defect({
  name: 'unconfirmed-is-stuck',
  requirement: 'ERS01',
  story: 'Never sends a referral again that was not confirmed, not even once it is known that e-RS does not have it.',
  replaces: maySend,
  with: ({ status }) => status === 'draft',
})
