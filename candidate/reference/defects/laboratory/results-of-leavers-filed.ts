import { patientsOf } from '../../demographics/patients.ts'
import { isAbout, patientOf } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const resultsOfLeaversFiled = defect({
  name: 'results-of-leavers-filed',
  requirement: 'TIF-DDP-06',
  story: 'Files results of patients who have left, where nobody will look at them.',
  replaces: patientOf,
  with: (services, named) => {
    const patient = named.nhsNumber === undefined ? undefined : patientsOf(services).byNhsNumber(named.nhsNumber)
    return patient && isAbout(patient, named) ? patient : undefined
  },
})
