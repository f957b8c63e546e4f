import { isOffered } from '../../appointments/find-slots.ts'
import { defect } from '../defect.ts'

export const bookedSlotsOffered = defect({
  name: 'booked-slots-offered',
  requirement: 'E00229',
  story: 'Offers whatever has not begun: what is booked looks free until somebody tries.',
  replaces: isOffered,
  with: (slot, now) => slot.status !== 'blocked' && slot.startsAt > now,
})
