import { isSamePerson } from '../../documents/match-patient.ts'
import { defect } from '../defect.ts'

export const surnameLetterByLetter = defect({
  name: 'surname-letter-by-letter',
  requirement: 'E00410',
  story: 'Compares surnames as they are typed: hospitals write them in capitals, and none of their letters is matched.',
  replaces: isSamePerson,
  with: (patient, named) => isSamePerson.proper(patient, named) && (patient.national.name ?? []).some(({ family }) => family === named.family),
})
