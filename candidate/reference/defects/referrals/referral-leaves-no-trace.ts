import { noteSent } from '../../referrals/send-referral.ts'
import { defect } from '../defect.ts'

export const referralLeavesNoTrace = defect({
  name: 'referral-leaves-no-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Writes down that a referral was drafted, and not that it was sent.',
  replaces: noteSent,
  with: () => undefined,
})
