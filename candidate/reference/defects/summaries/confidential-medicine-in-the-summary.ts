import { itemsStore } from '../../prescribing/items-store.ts'
import { itemsForSummary } from '../../summaries/summary-content.ts'
import { defect } from '../defect.ts'

export const confidentialMedicineInTheSummary = defect({
  name: 'confidential-medicine-in-the-summary',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Keeps confidential allergies out of the summary, and forgets that a medicine tells as much.',
  replaces: itemsForSummary,
  with: (services, { id }) => itemsStore(services).ofPatient(id).filter(({ status }) => status !== 'draft' && status !== 'signed' && status !== 'discarded'),
})
