import { matchPatient } from '../../documents/match-patient.ts'
import { defect } from '../defect.ts'

export const everybodyIsKnown = defect({
  name: 'everybody-is-known',
  requirement: 'FHIR-RR-02',
  story: 'Answers that the patient is known here before it looks: the sender believes that the practice has taken over.',
  replaces: matchPatient,
  with: (services, named) => ({ ...matchPatient.proper(services, named), business: 'known' }),
})
