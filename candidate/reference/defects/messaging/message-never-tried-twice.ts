import { pauseBeforeRetry } from '../../national/retry.ts'
import { defect } from '../defect.ts'

export const messageNeverTriedTwice = defect({
  name: 'message-never-tried-twice',
  requirement: 'E00367',
  story: 'Gives up on a message when the NHS App asks for no more than a second of patience.',
  replaces: pauseBeforeRetry,
  with: (attempt) => (attempt.once ? undefined : pauseBeforeRetry.proper(attempt)),
})
