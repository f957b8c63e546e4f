import { patientFor } from '../../bars/receive.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { defect } from '../defect.ts'

export const unknownPatientPutOnTheFirst = defect({
  name: 'unknown-patient-put-on-the-first',
  requirement: 'TIF-GPC-18',
  story: 'Where the NHS number is not known here, takes the last patient who was registered.',
  replaces: patientFor,
  with: (services, incoming) => patientFor.proper(services, incoming) ?? patientsOf(services).search({})[0],
})
