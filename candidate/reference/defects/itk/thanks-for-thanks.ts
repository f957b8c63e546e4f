import { answerWantsAnswer } from '../../itk/response.ts'
import { defect } from '../defect.ts'

export const thanksForThanks = defect({
  name: 'thanks-for-thanks',
  requirement: 'GPCM-C-2',
  story: 'Copies the handling of the message into its answer, which so asks for an answer, too.',
  replaces: answerWantsAnswer,
  with: () => true,
})
