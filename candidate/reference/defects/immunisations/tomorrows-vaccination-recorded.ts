import { checkVaccination } from '../../immunisations/record-vaccination.ts'
import { defect } from '../defect.ts'

export const tomorrowsVaccinationRecorded = defect({
  name: 'tomorrows-vaccination-recorded',
  requirement: 'TIF-TECH-09',
  story: 'Records the vaccination that is booked as one that was given.',
  replaces: checkVaccination,
  with: (work, given) => checkVaccination.proper(work, { ...given, givenAt: '2000-01-01' }),
})
