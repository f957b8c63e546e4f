import { attemptOf } from '../../spine/send.ts'
import { defect } from '../defect.ts'

export const refusedMessageSentAgain = defect({
  name: 'refused-message-sent-again',
  requirement: 'TIF-GP2GP-03',
  story: 'Takes every fault of the Spine for one that passes: what was refused as it is goes out again.',
  replaces: attemptOf,
  with: (message, answer) => {
    const attempt = attemptOf.proper(message, answer)
    return attempt.outcome === 'never' ? { ...attempt, outcome: 'again' } : attempt
  },
})
