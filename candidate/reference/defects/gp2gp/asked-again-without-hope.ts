import { mayHelp } from '../../gp2gp/ask-again.ts'
import { defect } from '../defect.ts'

export const askedAgainWithoutHope = defect({
  name: 'asked-again-without-hope',
  requirement: 'TIF-GP2GP-03',
  story: 'Asks again for a record whatever the other practice said: it hears the same, and the paper record is asked for a day later.',
  replaces: mayHelp,
  with: () => true,
})
