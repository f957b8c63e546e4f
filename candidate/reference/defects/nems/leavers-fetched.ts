import { patientsOf } from '../../demographics/patients.ts'
import { patientOfEvent } from '../../nems/take-event.ts'
import { defect } from '../defect.ts'

export const leaversFetched = defect({
  name: 'leavers-fetched',
  requirement: 'TIF-IG-LR-01',
  story: 'Fetches the national record of whoever an event is about, also of patients who have left.',
  replaces: patientOfEvent,
  with: (services, { nhsNumber }) => patientsOf(services).byNhsNumber(nhsNumber),
})
