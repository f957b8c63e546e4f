import { envelopeOf } from '../../extracts/extract-file.ts'
import { defect } from '../defect.ts'

export const recordCountCountsTheEnvelope = defect({
  name: 'record-count-counts-the-envelope',
  requirement: 'TIF-EMED3-03',
  story: 'Counts the envelope among the records.',
  replaces: envelopeOf,
  with: (services, file) => ({ ...envelopeOf.proper(services, file), RecordCount: String(file.records.length + 1) }),
})
