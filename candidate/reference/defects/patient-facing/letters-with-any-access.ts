import { isForThePatient } from '../../patient-facing/record/letters.ts'
import { defect } from '../defect.ts'

export const lettersWithAnyAccess = defect({
  name: 'letters-with-any-access',
  requirement: 'E00359',
  story: 'Shows letters to whoever sees anything of the record.',
  replaces: isForThePatient,
  with: ({ reviewed }) => reviewed,
})
