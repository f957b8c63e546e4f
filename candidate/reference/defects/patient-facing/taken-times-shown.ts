import { sessionsStore } from '../../appointments/sessions-store.ts'
import { slotsForPatients } from '../../patient-facing/appointments/find-slots.ts'
import { defect } from '../defect.ts'

export const takenTimesShown = defect({
  name: 'taken-times-shown',
  requirement: 'TIF-GPC-12',
  story: 'Shows all times of a session as free, and leaves it to booking to find out.',
  replaces: slotsForPatients,
  with: ({ services }, within) =>
    sessionsStore(services)
      .slotsBetween(within)
      .filter(({ patientBookable, startsAt }) => patientBookable && startsAt > services.clock.now())
      .map((slot) => ({ ...slot, status: 'free' as const })),
})
