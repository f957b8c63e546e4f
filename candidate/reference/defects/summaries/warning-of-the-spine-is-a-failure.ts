import { isNoneIn } from '../../summaries/hl7/read-answer.ts'
import { defect } from '../defect.ts'

export const warningOfTheSpineIsAFailure = defect({
  name: 'warning-of-the-spine-is-a-failure',
  requirement: 'SCR04',
  story: 'Takes the warning that there is no summary for an error.',
  replaces: isNoneIn,
  with: () => false,
})
