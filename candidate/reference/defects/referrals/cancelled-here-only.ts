import { afterFailedChange } from '../../referrals/change-referral.ts'
import { referralsStore } from '../../referrals/referrals-store.ts'
import { defect } from '../defect.ts'

export const cancelledHereOnly = defect({
  name: 'cancelled-here-only',
  requirement: 'E00150',
  story: 'Marks a referral as cancelled when e-RS did not cancel it, and means to tell e-RS later.',
  replaces: afterFailedChange,
  with: (work, referral, change, refusal) => {
    if (change.event !== 'referral-cancelled') return afterFailedChange.proper(work, referral, change, refusal)
    const store = referralsStore(work.services)
    return store.change({ ...(change.keep?.(store.get(referral.id)) ?? referral), status: 'cancelled' })
  },
})
