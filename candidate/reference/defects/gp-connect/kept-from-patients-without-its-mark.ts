import { labelled } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const keptFromPatientsWithoutItsMark = defect({
  name: 'kept-from-patients-without-its-mark',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Tells other organisations of what the patient is not shown, and not that it is kept from them: there the patient reads it.',
  replaces: labelled,
  with: (resource) => resource,
})
