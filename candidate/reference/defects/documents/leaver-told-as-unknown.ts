import { whereabouts } from '../../documents/match-patient.ts'
import { defect } from '../defect.ts'

export const leaverToldAsUnknown = defect({
  name: 'leaver-told-as-unknown',
  requirement: 'FHIR-RR-02',
  story: 'Tells of patients who have left that they were never here.',
  replaces: whereabouts,
  with: (patient) => (patient.status === 'left' ? { business: 'unknown' } : whereabouts.proper(patient)),
})
