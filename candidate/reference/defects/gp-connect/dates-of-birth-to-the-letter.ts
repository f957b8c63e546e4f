import { isVerified } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const datesOfBirthToTheLetter = defect({
  name: 'dates-of-birth-to-the-letter',
  requirement: 'TIF-GPC-18',
  story: 'Refuses patients of whom one part of the date of birth differs, although the names confirm them.',
  replaces: isVerified,
  with: (sent, national) => sent.birthDate === national.birthDate,
})
