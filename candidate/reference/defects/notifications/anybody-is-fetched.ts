import { patientsOf } from '../../demographics/patients.ts'
import { patientOfSignal } from '../../notifications/take-signal.ts'
import { defect } from '../defect.ts'

export const anybodyIsFetched = defect({
  name: 'anybody-is-fetched',
  requirement: 'TIF-IG-LR-01',
  story: 'Fetches the record of everybody it is told of, if it has ever been on the list.',
  replaces: patientOfSignal,
  with: (services, { nhsNumber }) => patientsOf(services).byNhsNumber(nhsNumber),
})
