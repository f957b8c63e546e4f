import { takenSince } from '../../patient-facing/record/structured-record.ts'
import { defect } from '../defect.ts'

export const dateOfMedicationIgnored = defect({
  name: 'date-of-medication-ignored',
  requirement: 'TIF-GPC-21',
  story: 'Tells of everything a patient ever took, whatever day was asked for.',
  replaces: takenSince,
  with: () => true,
})
