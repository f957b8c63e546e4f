import { isGone } from '../../national/nrl.ts'
import { defect } from '../defect.ts'

export const withdrawnWhateverTheAnswer = defect({
  name: 'withdrawn-whatever-the-answer',
  requirement: 'TIF-CS-11',
  story: 'Takes every answer to a deletion for done.',
  replaces: isGone,
  with: () => true,
})
