import { patientIn } from '../../bars/incoming.ts'
import { defect } from '../defect.ts'

export const secondPatientOverlooked = defect({
  name: 'second-patient-overlooked',
  requirement: 'BARS01',
  story: 'Takes the first patient of a message, however many there are.',
  replaces: patientIn,
  with: ([patient]) => patient ?? {},
})
