import { summariesStore } from '../../summaries/summaries-store.ts'
import { summaryToReplace } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const remembersItsOwnLastSummary = defect({
  name: 'remembers-its-own-last-summary',
  requirement: 'SCR01',
  story: 'Replaces the summary that it sent last itself, and saves the question which one counts now.',
  replaces: summaryToReplace,
  with: async (work, patient) => {
    const sent = summariesStore(work.services).sent(patient.id)
    return sent ? { id: sent.id } : summaryToReplace.proper(work, patient)
  },
})
