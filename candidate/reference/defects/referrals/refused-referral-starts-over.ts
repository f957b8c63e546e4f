import { formAfterRefusal } from '../../referrals/refer-pages.ts'
import { defect } from '../defect.ts'

export const refusedReferralStartsOver = defect({
  name: 'refused-referral-starts-over',
  requirement: 'E00148',
  story: 'Shows an empty form when something was missing from a referral.',
  replaces: formAfterRefusal,
  with: () => ({}),
})
