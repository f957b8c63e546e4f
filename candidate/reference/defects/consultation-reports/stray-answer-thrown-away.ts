import { onStrayAnswer } from '../../consultation-reports/take-answer.ts'
import { defect } from '../defect.ts'

export const strayAnswerThrownAway = defect({
  name: 'stray-answer-thrown-away',
  requirement: 'GPCM-C-2',
  story: 'Says nothing of an answer that it cannot place.',
  replaces: onStrayAnswer,
  with: () => undefined,
})
