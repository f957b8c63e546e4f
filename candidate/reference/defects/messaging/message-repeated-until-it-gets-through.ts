import { pauseBeforeRetry } from '../../national/retry.ts'
import { defect } from '../defect.ts'

export const messageRepeatedUntilItGetsThrough = defect({
  name: 'message-repeated-until-it-gets-through',
  requirement: 'E00367',
  story: 'Sends a message again and again until there is a clear answer. The patient gets it as often as it took.',
  replaces: pauseBeforeRetry,
  with: (attempt) => (attempt.once ? (attempt.number < 3 ? 100 : undefined) : pauseBeforeRetry.proper(attempt)),
})
