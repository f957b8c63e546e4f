import { statusIn } from '../../laboratory/read-fhir-report.ts'
import { defect } from '../defect.ts'

export const partialReportShownAsFinal = defect({
  name: 'partial-report-shown-as-final',
  requirement: 'TIF-DDP-06',
  story: 'Knows preliminary reports by that word. A partial one is shown as if nothing were to come.',
  replaces: statusIn,
  with: (report) => (report['status'] === 'partial' ? 'final' : statusIn.proper(report)),
})
