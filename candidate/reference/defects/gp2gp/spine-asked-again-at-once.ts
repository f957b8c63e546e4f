import { pauseBeforeAttempt } from '../../spine/send.ts'
import { defect } from '../defect.ts'

export const spineAskedAgainAtOnce = defect({
  name: 'spine-asked-again-at-once',
  requirement: 'GP2GP08',
  story: 'Sends again as soon as it can what the Spine has not taken, instead of after a minute.',
  replaces: pauseBeforeAttempt,
  with: () => -1,
})
