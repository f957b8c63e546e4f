import { isForSummary } from '../../summaries/summary-content.ts'
import { defect } from '../defect.ts'

export const confidentialInTheSummary = defect({
  name: 'confidential-in-the-summary',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Uploads the whole list of allergies and medicines, with those that the patient wants kept in confidence.',
  replaces: isForSummary,
  with: () => true,
})
