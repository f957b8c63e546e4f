import { formAfterRefusal } from '../../appointments/booking-pages.ts'
import { defect } from '../defect.ts'

export const refusedBookingStartsOver = defect({
  name: 'refused-booking-starts-over',
  requirement: 'E00219',
  story: 'After a refusal shows an empty form. What the patient said on the telephone has to be asked again.',
  replaces: formAfterRefusal,
  with: ({ date = '', practitioner = '' }) => ({ date, practitioner }),
})
