import { observationAt } from '../../laboratory/read-fhir-report.ts'
import { defect } from '../defect.ts'

export const missingResultSkipped = defect({
  name: 'missing-result-skipped',
  requirement: 'TIF-DDP-06',
  story: 'Files what it finds of a report, though the report names a result that did not come with it.',
  replaces: observationAt,
  with: (document, reference, within) => document.follow(reference, 'Observation', within),
})
