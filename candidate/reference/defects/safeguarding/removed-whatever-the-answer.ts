import { isGone } from '../../national/patient-flags.ts'
import { defect } from '../defect.ts'

export const removedWhateverTheAnswer = defect({
  name: 'removed-whatever-the-answer',
  requirement: 'TIF-CS-11',
  story: 'Takes every answer to a removal for done.',
  replaces: isGone,
  with: () => true,
})
