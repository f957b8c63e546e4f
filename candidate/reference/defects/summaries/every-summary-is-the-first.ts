import { summaryToReplace } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const everySummaryIsTheFirst = defect({
  name: 'every-summary-is-the-first',
  requirement: 'SCR01',
  story: 'Uploads each summary as if there had been none before.',
  replaces: summaryToReplace,
  with: async () => ({}),
})
