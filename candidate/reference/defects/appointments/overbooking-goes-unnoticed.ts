import { takeSlot } from '../../appointments/book-appointment.ts'
import { sessionsStore } from '../../appointments/sessions-store.ts'
import { defect } from '../defect.ts'

export const overbookingGoesUnnoticed = defect({
  name: 'overbooking-goes-unnoticed',
  requirement: 'E00219',
  story: 'Takes a second booking of a slot as an extra patient that somebody squeezed in on purpose.',
  replaces: takeSlot,
  with: ({ services }, id) => {
    sessionsStore(services).setStatus(id, 'booked')
    return true
  },
})
