import { looksBack } from '../../gp-connect/appointments.ts'
import { defect } from '../defect.ts'

export const pastAppointmentsTold = defect({
  name: 'past-appointments-told',
  requirement: 'TIF-GPC-12',
  story: 'Tells other organisations of appointments that are long past.',
  replaces: looksBack,
  with: () => false,
})
