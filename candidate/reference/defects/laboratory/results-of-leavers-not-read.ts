import { patientsOf } from '../../demographics/patients.ts'
import { isAwaited } from '../../laboratory/stored-reports.ts'
import { defect } from '../defect.ts'

export const resultsOfLeaversNotRead = defect({
  name: 'results-of-leavers-not-read',
  requirement: 'TIF-DDP-06',
  story: 'Treats results like changes of records: what is told of people who are not on the list is none of its business. Yet it asked for them.',
  replaces: isAwaited,
  with: (services, { nhsNumber }) => patientsOf(services).byNhsNumber(nhsNumber)?.status === 'active',
})
