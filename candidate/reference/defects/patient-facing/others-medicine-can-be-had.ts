import { findRepeat } from '../../patient-facing/prescriptions/repeats.ts'
import { repeatAskedFor } from '../../patient-facing/prescriptions/requests.ts'
import { defect } from '../defect.ts'

export const othersMedicineCanBeHad = defect({
  name: 'others-medicine-can-be-had',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Looks that there is such a repeat, and not whose it is.',
  replaces: repeatAskedFor,
  with: (services, _patientId, id) => findRepeat(services, id),
})
