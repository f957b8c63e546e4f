import { appointmentsStore } from '../../appointments/appointments-store.ts'
import { cancelled } from '../../gp-connect/change-from-outside.ts'
import { defect } from '../defect.ts'

export const cancelledOutsideTimeStaysTaken = defect({
  name: 'cancelled-outside-time-stays-taken',
  requirement: 'TIF-GPC-17',
  story: 'Cancels, and leaves the time to nobody.',
  replaces: cancelled,
  with: (work, appointment, reason) =>
    appointmentsStore(work.services).change(work, { ...appointment, status: 'cancelled', details: { ...appointment.details, cancellation: { code: 'other', text: reason } } }, 'cancelled'),
})
