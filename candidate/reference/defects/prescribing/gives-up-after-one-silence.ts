import { sendsAgain } from '../../national/eps.ts'
import { defect } from '../defect.ts'

export const givesUpAfterOneSilence = defect({
  name: 'gives-up-after-one-silence',
  requirement: 'TIF-EPS-14',
  story: 'Leaves it to the user to send again what EPS did not answer.',
  replaces: sendsAgain,
  with: () => false,
})
