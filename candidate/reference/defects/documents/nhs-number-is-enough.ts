import { isSamePerson } from '../../documents/match-patient.ts'
import { defect } from '../defect.ts'

export const nhsNumberIsEnough = defect({
  name: 'nhs-number-is-enough',
  requirement: 'E00410',
  story: 'Files by NHS number alone: one digit typed wrong puts a letter into the record of a stranger.',
  replaces: isSamePerson,
  with: () => true,
})
