import { appointmentsStore } from '../../appointments/appointments-store.ts'
import { appointmentsShown } from '../../patient-facing/appointments/routes.ts'
import { defect } from '../defect.ts'

export const datesOfTheListIgnored = defect({
  name: 'dates-of-the-list-ignored',
  requirement: 'E00306',
  story: 'Gives all appointments a patient ever had, for whichever days the app asks.',
  replaces: appointmentsShown,
  with: ({ services }, patient) => appointmentsStore(services).ofPatient(patient.id),
})
