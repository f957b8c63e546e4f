import { freeSlot } from '../../appointments/change-appointment.ts'
import { defect } from '../defect.ts'

export const cancelledSlotStaysTaken = defect({
  name: 'cancelled-slot-stays-taken',
  requirement: 'E00219',
  story: 'Cancels the appointment and leaves its slot taken: the day looks full, and is not.',
  replaces: freeSlot,
  with: (work, slotId, because) => (because === 'cancelled' ? undefined : freeSlot.proper(work, slotId, because)),
})
