import { itemsStore } from '../../prescribing/items-store.ts'
import { itemsForSummary } from '../../summaries/summary-content.ts'
import { defect } from '../defect.ts'

export const draftsAreInTheSummary = defect({
  name: 'drafts-are-in-the-summary',
  requirement: 'SCR02',
  story: 'Lists what somebody has begun to prescribe as what the patient takes.',
  replaces: itemsForSummary,
  with: (services, patient) => {
    const drafts = itemsStore(services).ofPatient(patient.id).filter(({ status }) => status === 'draft')
    return [...itemsForSummary.proper(services, patient), ...drafts]
  },
})
