import { hasRecordHere, isFindable } from '../../gp-connect/reachable.ts'
import { defect } from '../defect.ts'

export const temporaryPatientsHaveDocuments = defect({
  name: 'temporary-patients-have-documents',
  requirement: 'TIF-GPC-22',
  story: 'Gives out documents and record of everybody who is found, temporary patients included.',
  replaces: hasRecordHere,
  with: (patient) => isFindable(patient),
})
