import { isBirthDate } from '../../im1/link.ts'
import { defect } from '../defect.ts'

export const birthYearWillDo = defect({
  name: 'birth-year-will-do',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Compares the year of birth only.',
  replaces: isBirthDate,
  with: () => true,
})
