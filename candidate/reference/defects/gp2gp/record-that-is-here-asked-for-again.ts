import { hasFailed } from '../../gp2gp/ask-again.ts'
import { defect } from '../defect.ts'

export const recordThatIsHereAskedForAgain = defect({
  name: 'record-that-is-here-asked-for-again',
  requirement: 'TIF-GP2GP-03',
  story: 'Asks for a record that has come: it comes a second time.',
  replaces: hasFailed,
  with: () => true,
})
