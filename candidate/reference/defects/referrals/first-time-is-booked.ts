import { slotToBook } from '../../referrals/booking.ts'
import { defect } from '../defect.ts'

export const firstTimeIsBooked = defect({
  name: 'first-time-is-booked',
  requirement: 'TIF-ERS-03',
  story: 'Books the first time that is free, whichever the patient chose.',
  replaces: slotToBook,
  with: (slots) => slots[0],
})
