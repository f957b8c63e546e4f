import { patientsOf } from '../../demographics/patients.ts'
import { patientOfRecord } from '../../gp-connect/record.ts'
import { defect } from '../defect.ts'

export const recordsOfLeaversTold = defect({
  name: 'records-of-leavers-told',
  requirement: 'TIF-GPC-22',
  story: 'Looks a record up by its number, and not at what has become of the patient.',
  replaces: patientOfRecord,
  with: (at, nhsNumber) => patientsOf(at.services).byNhsNumber(nhsNumber),
})
