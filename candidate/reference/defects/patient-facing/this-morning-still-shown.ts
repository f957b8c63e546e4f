import { sessionsStore } from '../../appointments/sessions-store.ts'
import { slotsForPatients } from '../../patient-facing/appointments/find-slots.ts'
import { defect } from '../defect.ts'

export const thisMorningStillShown = defect({
  name: 'this-morning-still-shown',
  requirement: 'TIF-GPC-12',
  story: 'Searches by day: what was free this morning is shown this afternoon.',
  replaces: slotsForPatients,
  with: ({ services }, within) =>
    sessionsStore(services)
      .slotsBetween(within)
      .filter(({ patientBookable, status }) => patientBookable && status === 'free'),
})
