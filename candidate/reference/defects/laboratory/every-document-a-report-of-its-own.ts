import { identityIn } from '../../laboratory/read-fhir-report.ts'
import { defect } from '../defect.ts'

export const everyDocumentAReportOfItsOwn = defect({
  name: 'every-document-a-report-of-its-own',
  requirement: 'TIF-DDP-06',
  story: 'Knows a report again by its address in the store. A correction has another one, so both look valid.',
  replaces: identityIn,
  with: (report, laboratory, document) => ({ ...identityIn.proper(report, laboratory, document), sender: document.id }),
})
