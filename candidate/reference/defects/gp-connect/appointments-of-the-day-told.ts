import { appointmentsStore } from '../../appointments/appointments-store.ts'
import { appointmentsOf } from '../../gp-connect/appointments.ts'
import { defect } from '../defect.ts'

export const appointmentsOfTheDayTold = defect({
  name: 'appointments-of-the-day-told',
  requirement: 'TIF-IG-AUD-09',
  story: 'Tells all appointments of the days asked for, whoever comes.',
  replaces: appointmentsOf,
  with: ({ services }, _patientId, within) => appointmentsStore(services).between(within),
})
