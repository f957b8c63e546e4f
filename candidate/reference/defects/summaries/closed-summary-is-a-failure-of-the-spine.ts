import { isClosedIn } from '../../summaries/hl7/read-answer.ts'
import { defect } from '../defect.ts'

export const closedSummaryIsAFailureOfTheSpine = defect({
  name: 'closed-summary-is-a-failure-of-the-spine',
  requirement: 'TIF-SCR-02',
  story: 'Knows one refusal of the Spine only: that it has failed.',
  replaces: isClosedIn,
  with: () => false,
})
