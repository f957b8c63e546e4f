import { isSearchDate } from '../../patient-facing/prescriptions/routes.ts'
import { defect } from '../defect.ts'

export const futureSearchedWithoutAWord = defect({
  name: 'future-searched-without-a-word',
  requirement: 'E00327',
  story: 'Finds nothing since a day next month, and does not say that the day is wrong: the patient reads that they take nothing.',
  replaces: isSearchDate,
  with: () => true,
})
