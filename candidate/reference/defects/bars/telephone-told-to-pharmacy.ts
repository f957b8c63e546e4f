import { patientTold } from '../../bars/message.ts'
import { defect } from '../defect.ts'

export const telephoneToldToPharmacy = defect({
  name: 'telephone-told-to-pharmacy',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Sends the patient with all ways to reach them, as they are on the record.',
  replaces: patientTold,
  with: (patient) => ({ ...patientTold.proper(patient), telecom: patient.national.telecom }),
})
