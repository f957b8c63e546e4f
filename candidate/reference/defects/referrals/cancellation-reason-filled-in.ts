import { reasonGiven } from '../../referrals/cancel-referral.ts'
import { defect } from '../defect.ts'

export const cancellationReasonFilledIn = defect({
  name: 'cancellation-reason-filled-in',
  requirement: 'E00150',
  story: 'Gives e-RS a general reason for every cancellation, so that nobody has to choose one.',
  replaces: reasonGiven,
  with: () => 'REFERRER_CANCELLATION',
})
