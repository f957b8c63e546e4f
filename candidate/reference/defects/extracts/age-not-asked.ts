import { inCohort, isFullyRegistered } from '../../extracts/coded-entries.ts'
import { defect } from '../defect.ts'

export const ageNotAsked = defect({
  name: 'age-not-asked',
  requirement: 'TIF-GPES-01',
  story: 'Collects what is asked for from everybody, whatever their age.',
  replaces: inCohort,
  with: (patient) => isFullyRegistered(patient),
})
