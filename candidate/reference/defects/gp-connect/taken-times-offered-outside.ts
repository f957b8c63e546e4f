import { sessionsStore } from '../../appointments/sessions-store.ts'
import { slotsOffered } from '../../gp-connect/slots.ts'
import { defect } from '../defect.ts'

export const takenTimesOfferedOutside = defect({
  name: 'taken-times-offered-outside',
  requirement: 'TIF-GPC-12',
  story: 'Keeps the times of a day for some minutes, and offers what was taken since.',
  replaces: slotsOffered,
  with: (services, within) =>
    sessionsStore(services)
      .slotsBetween(within)
      .filter(({ patientBookable, endsAt }) => patientBookable && endsAt <= within.to)
      .map((slot) => ({ ...slot, status: 'free' as const })),
})
