import { patientsOf } from '../../demographics/patients.ts'
import { patientAtSigning } from '../../prescribing/patient-at-hand.ts'
import { defect } from '../defect.ts'

export const signsFromTheOldCopy = defect({
  name: 'signs-from-the-old-copy',
  requirement: 'E00104',
  story: 'Takes address and nominated pharmacy from the practice record as it was last opened, to spare PDS a call.',
  replaces: patientAtSigning,
  with: async (work, id) => patientsOf(work.services).get(id),
})
