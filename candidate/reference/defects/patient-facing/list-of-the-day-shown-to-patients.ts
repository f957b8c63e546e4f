import { appointmentsStore } from '../../appointments/appointments-store.ts'
import { appointmentsShown } from '../../patient-facing/appointments/routes.ts'
import { defect } from '../defect.ts'

export const listOfTheDayShownToPatients = defect({
  name: 'list-of-the-day-shown-to-patients',
  requirement: 'E00306',
  story: 'Gives an app the appointments of the days it asks for: everybody’s.',
  replaces: appointmentsShown,
  with: ({ services }, _patient, within) => appointmentsStore(services).between(within),
})
