import { isOwnAppointment } from '../../patient-facing/appointments/routes.ts'
import { PublishedError } from '../../patient-facing/published-error.ts'
import { defect } from '../defect.ts'

export const othersAppointmentsForbidden = defect({
  name: 'others-appointments-forbidden',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Forbids appointments of others, and finds none where there is none: by counting up, anybody learns how full the practice is.',
  replaces: isOwnAppointment,
  with: (patient, appointment) => {
    if (isOwnAppointment.proper(patient, appointment)) return true
    throw new PublishedError('ACCESS_DENIED')
  },
})
