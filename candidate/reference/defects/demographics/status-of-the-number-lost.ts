import { nationalIdentifiers } from '../../demographics/fhir-patient.ts'
import { defect } from '../defect.ts'

export const statusOfTheNumberLost = defect({
  name: 'status-of-the-number-lost',
  requirement: 'PDS02',
  story: 'Keeps the NHS number and not its status. Whether it was ever verified, nobody can tell.',
  replaces: nationalIdentifiers,
  with: (patient) => nationalIdentifiers.proper(patient).map(({ extension: _status, ...identifier }) => identifier),
})
