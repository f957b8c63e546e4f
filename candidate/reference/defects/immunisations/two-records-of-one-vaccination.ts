import { alreadyGiven } from '../../immunisations/record-vaccination.ts'
import { defect } from '../defect.ts'

export const twoRecordsOfOneVaccination = defect({
  name: 'two-records-of-one-vaccination',
  requirement: 'TIF-TECH-09',
  story: 'Takes in whatever is typed: the second click is a second dose.',
  replaces: alreadyGiven,
  with: () => undefined,
})
