import { isOwnAppointment } from '../../patient-facing/appointments/routes.ts'
import { defect } from '../defect.ts'

export const appointmentsOpenToAllPatients = defect({
  name: 'appointments-open-to-all-patients',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Looks that somebody is a patient, and opens the appointment whose number they give.',
  replaces: isOwnAppointment,
  with: () => true,
})
