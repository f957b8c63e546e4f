import { takeSlot } from '../../appointments/book-appointment.ts'
import { sessionsStore } from '../../appointments/sessions-store.ts'
import { defect } from '../defect.ts'

export const blockedSlotBookable = defect({
  name: 'blocked-slot-bookable',
  requirement: 'E00232',
  story: 'Leaves blocked slots out of what it offers and books them all the same: only booked ones are refused.',
  replaces: takeSlot,
  with: ({ services }, id) => {
    const store = sessionsStore(services)
    if (store.slot(id).status === 'booked') return false
    store.setStatus(id, 'booked')
    return true
  },
})
