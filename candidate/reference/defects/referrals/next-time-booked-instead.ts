import { slotToBook } from '../../referrals/booking.ts'
import { defect } from '../defect.ts'

export const nextTimeBookedInstead = defect({
  name: 'next-time-booked-instead',
  requirement: 'TIF-ERS-03',
  story: 'Books the next free time when the one that the patient chose is gone, and tells nobody.',
  replaces: slotToBook,
  with: (slots, slotId) => slotToBook.proper(slots, slotId) ?? slots[0],
})
