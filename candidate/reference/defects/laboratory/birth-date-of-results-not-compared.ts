import { isAbout } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const birthDateOfResultsNotCompared = defect({
  name: 'birth-date-of-results-not-compared',
  requirement: 'TIF-DDP-06',
  story: 'Compares NHS number and surname, which families share.',
  replaces: isAbout,
  with: (patient, named) => isAbout.proper(patient, { ...named, ...(patient.national.birthDate !== undefined && { birthDate: patient.national.birthDate }) }),
})
