import { issuedIn } from '../../laboratory/read-fhir-report.ts'
import { defect } from '../defect.ts'

export const timesOfReportsComparedAsText = defect({
  name: 'times-of-reports-compared-as-text',
  requirement: 'TIF-DDP-06',
  story: 'Puts reports in order by their times as they are written, whatever their offset. A correction may look older than what it corrects.',
  replaces: issuedIn,
  with: (report) => String(report['issued']),
})
