import { isSurname } from '../../im1/link.ts'
import { defect } from '../defect.ts'

export const surnameToTheLetter = defect({
  name: 'surname-to-the-letter',
  requirement: 'TIF-IM1-01',
  story: 'Compares names letter by letter: whoever types in capitals is locked out.',
  replaces: isSurname,
  with: ({ national }, surname) => (national.name ?? []).some(({ family }) => family === surname),
})
