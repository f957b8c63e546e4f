import { patientsOf } from '../../demographics/patients.ts'
import { allergiesForSummary } from '../../summaries/summary-content.ts'
import { defect } from '../defect.ts'

export const allergiesOfEverybody = defect({
  name: 'allergies-of-everybody',
  requirement: 'SCR02',
  story: 'Collects allergies for a run of uploads, and does not empty the list between two patients.',
  replaces: allergiesForSummary,
  with: (services, patient) => {
    const others = Array.from({ length: 400 }, (_, at) => patientsOf(services).find(String(Number(patient.id) + 200 - at))).filter((each) => each !== undefined)
    return others.flatMap((each) => allergiesForSummary.proper(services, each))
  },
})
