import { appointmentsOf } from '../../gp-connect/appointments.ts'
import { defect } from '../defect.ts'

export const appointmentsBookedOutsideNotTold = defect({
  name: 'appointments-booked-outside-not-told',
  requirement: 'TIF-GPC-12',
  story: 'Tells the appointments that the practice has made itself, and no others.',
  replaces: appointmentsOf,
  with: (at, patientId, within) => appointmentsOf.proper(at, patientId, within).filter(({ details }) => details.elsewhere === undefined),
})
