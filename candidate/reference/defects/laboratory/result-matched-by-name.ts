import { patientsOf } from '../../demographics/patients.ts'
import { patientOf } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const resultMatchedByName = defect({
  name: 'result-matched-by-name',
  requirement: 'TIF-DDP-06',
  story: 'Where a report has no NHS number it takes the patient with that name and date of birth.',
  replaces: patientOf,
  with: (services, named) => {
    if (named.nhsNumber !== undefined) return patientOf.proper(services, named)
    return patientsOf(services).search({ ...(named.family !== undefined && { family: named.family }), ...(named.birthDate !== undefined && { birthDate: named.birthDate }) })[0]
  },
})
