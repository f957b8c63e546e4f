import { whereabouts } from '../../documents/match-patient.ts'
import { defect } from '../defect.ts'

export const lettersForLeaversFiled = defect({
  name: 'letters-for-leavers-filed',
  requirement: 'FHIR-RR-02',
  story: 'Files letters about patients who have left in records that nobody opens any more.',
  replaces: whereabouts,
  with: (patient) => ({ patient, business: 'known' }),
})
