import { demandReporter } from '../../yellow-cards/report-reaction.ts'
import { defect } from '../defect.ts'

export const anybodyReports = defect({
  name: 'anybody-reports',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets the desk fill cards in, to save the doctor the time.',
  replaces: demandReporter,
  with: () => {},
})
