import { withdraw } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const cancelledBookingKeepsItsSlot = defect({
  name: 'cancelled-booking-keeps-its-slot',
  requirement: 'TIF-GPC-17',
  story: 'Tells others that a booking is cancelled, and leaves it in the book.',
  replaces: withdraw,
  with: (work, received) => {
    if (received.kind === 'ServiceRequest') withdraw.proper(work, received)
  },
})
