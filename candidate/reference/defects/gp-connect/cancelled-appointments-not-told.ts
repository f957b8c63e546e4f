import { appointmentsOf } from '../../gp-connect/appointments.ts'
import { defect } from '../defect.ts'

export const cancelledAppointmentsNotTold = defect({
  name: 'cancelled-appointments-not-told',
  requirement: 'TIF-GPC-12',
  story: 'Leaves cancelled appointments out of what it tells.',
  replaces: appointmentsOf,
  with: (at, patientId, within) => appointmentsOf.proper(at, patientId, within).filter(({ status }) => status !== 'cancelled'),
})
