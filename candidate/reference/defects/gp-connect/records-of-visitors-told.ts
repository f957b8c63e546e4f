import { patientNumbered } from '../../gp-connect/reachable.ts'
import { patientOfRecord } from '../../gp-connect/record.ts'
import { defect } from '../defect.ts'

export const recordsOfVisitorsTold = defect({
  name: 'records-of-visitors-told',
  requirement: 'TIF-GPC-22',
  story: 'Tells the record of everybody who is found, temporary patients included.',
  replaces: patientOfRecord,
  with: (at, nhsNumber) => patientNumbered(at.services, nhsNumber),
})
