import { secureSlot, slotTaken } from '../../appointments/book-appointment.ts'
import { sessionsStore } from '../../appointments/sessions-store.ts'
import { defect } from '../defect.ts'

export const looksBeforeItTakes = defect({
  name: 'looks-before-it-takes',
  requirement: 'E00219',
  story: 'Looks whether the slot is free, waits for something else, then takes it without looking again. Two desks that ask at once both get it.',
  replaces: secureSlot,
  with: async ({ services }, slot, book) => {
    const store = sessionsStore(services)
    if (store.slot(slot.id).status !== 'free') throw slotTaken()
    await new Promise((resolve) => setTimeout(resolve, 50))
    return services.database.transaction(() => {
      store.setStatus(slot.id, 'booked')
      return book()
    })
  },
})
