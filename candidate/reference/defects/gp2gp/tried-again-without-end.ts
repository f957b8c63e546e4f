import { mayTryAgain } from '../../spine/send.ts'
import { defect } from '../defect.ts'

export const triedAgainWithoutEnd = defect({
  name: 'tried-again-without-end',
  requirement: 'TIF-GP2GP-03',
  story: 'Sends what the Spine does not take again every minute, for ever: nobody is told that the record was never asked for.',
  replaces: mayTryAgain,
  with: () => true,
})
