import { reworded } from '../../gp-connect/change-from-outside.ts'
import { defect } from '../defect.ts'

export const newWordsNotKept = defect({
  name: 'new-words-not-kept',
  requirement: 'TIF-GPC-17',
  story: 'Says that new words were taken, and shows the old ones.',
  replaces: reworded,
  with: (details) => details,
})
