import { whyDeferred } from '../../referrals/booking.ts'
import { defect } from '../defect.ts'

export const noTimesToldAsFailedBooking = defect({
  name: 'no-times-told-as-failed-booking',
  requirement: 'TIF-ERS-03',
  story: 'Tells e-RS that a booking failed where there was nothing to book.',
  replaces: whyDeferred,
  with: (to) => (to === 'triage' ? whyDeferred.proper(to) : 'BOOKING_ATTEMPT_PROBLEM'),
})
