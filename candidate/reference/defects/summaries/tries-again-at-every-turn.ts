import { waitAfter } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const triesAgainAtEveryTurn = defect({
  name: 'tries-again-at-every-turn',
  requirement: 'TIF-SCR-03',
  story: 'Sends what did not get through with everything else, as often as anything is sent.',
  replaces: waitAfter,
  with: (attempts) => (waitAfter.proper(attempts) === undefined ? undefined : 0),
})
