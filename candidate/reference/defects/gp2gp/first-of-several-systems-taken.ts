import { onlyOne } from '../../gp2gp/find-system.ts'
import { defect } from '../defect.ts'

export const firstOfSeveralSystemsTaken = defect({
  name: 'first-of-several-systems-taken',
  requirement: 'TIF-GP2GP-03',
  story: 'Takes the first system that the directory has for a practice, whichever it is.',
  replaces: onlyOne,
  with: (found) => found[0],
})
