import { demandRecorder } from '../../immunisations/record-vaccination.ts'
import { defect } from '../defect.ts'

export const anybodyRecordsVaccinations = defect({
  name: 'anybody-records-vaccinations',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets the desk write down vaccinations, to save the nurse the time.',
  replaces: demandRecorder,
  with: () => {},
})
