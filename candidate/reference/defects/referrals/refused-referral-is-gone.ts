import { referralsStore } from '../../referrals/referrals-store.ts'
import { afterRefusal } from '../../referrals/send-referral.ts'
import { defect } from '../defect.ts'

export const refusedReferralIsGone = defect({
  name: 'refused-referral-is-gone',
  requirement: 'ERS01',
  story: 'Closes a referral that e-RS refused, since it came to nothing.',
  replaces: afterRefusal,
  with: (work, referral) => void referralsStore(work.services).change({ ...referral, status: 'cancelled' }),
})
