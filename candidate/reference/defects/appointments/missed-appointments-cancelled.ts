import { whyNotBecome } from '../../appointments/set-status.ts'
import { defect } from '../defect.ts'

export const missedAppointmentsCancelled = defect({
  name: 'missed-appointments-cancelled',
  requirement: 'E00223',
  story: 'Lets an appointment be cancelled after its time: nobody ever fails to attend, and the figures are spotless.',
  replaces: whyNotBecome,
  with: (appointment, wanted, now) => whyNotBecome.proper(wanted === 'cancelled' ? { ...appointment, startsAt: now + 1 } : appointment, wanted, now),
})
