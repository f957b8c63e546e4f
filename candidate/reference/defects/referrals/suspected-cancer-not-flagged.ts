import { urgencyFlag } from '../../referrals/referral.ts'
import { defect } from '../defect.ts'

export const suspectedCancerNotFlagged = defect({
  name: 'suspected-cancer-not-flagged',
  requirement: 'E00149',
  story: 'Shows the urgency of a referral among its details, and flags none.',
  replaces: urgencyFlag,
  with: () => undefined,
})
