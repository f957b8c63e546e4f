import { Refusal } from '../../refusal.ts'
import { toldOfNone } from '../../summaries/view-summary.ts'
import { defect } from '../defect.ts'

export const noSummaryIsAFailure = defect({
  name: 'no-summary-is-a-failure',
  requirement: 'SCR04',
  story: 'Tells of a patient without a summary as of a failure of the national service.',
  replaces: toldOfNone,
  with: () => {
    throw new Refusal('national-refused', 'The Summary Care Record has failed. Try again later.')
  },
})
