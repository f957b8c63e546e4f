import { isAbout } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const surnameOfResultsNotCompared = defect({
  name: 'surname-of-results-not-compared',
  requirement: 'TIF-DDP-06',
  story: 'Takes NHS number and date of birth for enough; twins with a mistyped number get each other’s results.',
  replaces: isAbout,
  with: (patient, { birthDate }) => patient.national.birthDate === birthDate,
})
