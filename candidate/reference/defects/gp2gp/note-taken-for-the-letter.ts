import { isStandIn } from '../../gp2gp/integrate.ts'
import { defect } from '../defect.ts'

export const noteTakenForTheLetter = defect({
  name: 'note-taken-for-the-letter',
  requirement: 'TIF-GP2GP-05',
  story: 'Files the note that came in place of a letter as if it were the letter.',
  replaces: isStandIn,
  with: () => false,
})
