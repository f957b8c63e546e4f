import { openPatient } from '../../demographics/open-patient.ts'
import { patientAtSigning } from '../../prescribing/patient-at-hand.ts'
import { defect } from '../defect.ts'

export const noPrescriptionWithoutPds = defect({
  name: 'no-prescription-without-pds',
  requirement: 'E00101',
  story: 'Refuses to prescribe while PDS cannot be asked, whatever the patient needs.',
  replaces: patientAtSigning,
  with: async (work, id) => (await openPatient(work, id)).patient,
})
