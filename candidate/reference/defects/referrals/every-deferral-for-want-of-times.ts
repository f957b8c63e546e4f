import { whyDeferred } from '../../referrals/booking.ts'
import { defect } from '../defect.ts'

export const everyDeferralForWantOfTimes = defect({
  name: 'every-deferral-for-want-of-times',
  requirement: 'TIF-ERS-03',
  story: 'Gives want of free times as the reason for everything that is not booked, also where the referral is to be triaged.',
  replaces: whyDeferred,
  with: () => 'NO_SLOTS_AT_SERVICE',
})
