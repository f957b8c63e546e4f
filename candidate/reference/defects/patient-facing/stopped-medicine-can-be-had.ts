import { findRepeat } from '../../patient-facing/prescriptions/repeats.ts'
import { repeatAskedFor } from '../../patient-facing/prescriptions/requests.ts'
import { defect } from '../defect.ts'

export const stoppedMedicineCanBeHad = defect({
  name: 'stopped-medicine-can-be-had',
  requirement: 'E00328',
  story: 'Takes requests for whatever a patient was ever given.',
  replaces: repeatAskedFor,
  with: (services, patientId, id) => {
    const repeat = findRepeat(services, id)
    return repeat?.patientId === patientId ? repeat : undefined
  },
})
