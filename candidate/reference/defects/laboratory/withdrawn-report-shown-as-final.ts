import { statusIn } from '../../laboratory/read-fhir-report.ts'
import { defect } from '../defect.ts'

export const withdrawnReportShownAsFinal = defect({
  name: 'withdrawn-report-shown-as-final',
  requirement: 'TIF-DDP-06',
  story: 'Knows whether a report is complete or not. One that the laboratory takes back is complete.',
  replaces: statusIn,
  with: (report) => (statusIn.proper(report) === 'preliminary' ? 'preliminary' : 'final'),
})
