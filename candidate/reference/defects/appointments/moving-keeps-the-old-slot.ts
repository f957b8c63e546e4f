import { freeSlot } from '../../appointments/change-appointment.ts'
import { defect } from '../defect.ts'

export const movingKeepsTheOldSlot = defect({
  name: 'moving-keeps-the-old-slot',
  requirement: 'E00234',
  story: 'Moves the appointment and forgets the slot it came from, which nobody can book any more.',
  replaces: freeSlot,
  with: (work, slotId, because) => (because === 'moved' ? undefined : freeSlot.proper(work, slotId, because)),
})
