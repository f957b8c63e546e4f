import { isSamePerson } from '../../documents/match-patient.ts'
import { defect } from '../defect.ts'

export const birthDateNotCompared = defect({
  name: 'birth-date-not-compared',
  requirement: 'E00410',
  story: 'Compares NHS number and surname, which twins and families share, and leaves the date of birth out.',
  replaces: isSamePerson,
  with: (patient, named) => isSamePerson.proper(patient, { ...named, ...(patient.national.birthDate !== undefined && { birthDate: patient.national.birthDate }) }),
})
