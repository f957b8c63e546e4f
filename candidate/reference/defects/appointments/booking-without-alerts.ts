import { bannerWhileBooking } from '../../appointments/booking-pages.ts'
import { defect } from '../defect.ts'

export const bookingWithoutAlerts = defect({
  name: 'booking-without-alerts',
  requirement: 'E00225',
  story: 'Makes room for the calendar by leaving alerts out of the banner while an appointment is booked.',
  replaces: bannerWhileBooking,
  with: (banner) => ({ ...banner, alerts: [] }),
})
