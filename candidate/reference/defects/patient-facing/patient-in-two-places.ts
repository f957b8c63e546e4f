import { clashes } from '../../appointments/book-appointment.ts'
import { defect } from '../defect.ts'

export const patientInTwoPlaces = defect({
  name: 'patient-in-two-places',
  requirement: 'E00305',
  story: 'Books online whatever is free, also for a patient who is expected elsewhere at that time.',
  replaces: clashes,
  with: () => false,
})
