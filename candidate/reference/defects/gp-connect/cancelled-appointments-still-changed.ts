import { whyUnchangeable } from '../../gp-connect/change-from-outside.ts'
import { defect } from '../defect.ts'

export const cancelledAppointmentsStillChanged = defect({
  name: 'cancelled-appointments-still-changed',
  requirement: 'TIF-GPC-17',
  story: 'Changes appointments that are cancelled.',
  replaces: whyUnchangeable,
  with: (appointment, now) => whyUnchangeable.proper({ ...appointment, status: 'booked' }, now),
})
