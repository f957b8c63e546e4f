import { answersToSend } from '../../itk/response.ts'
import { defect } from '../defect.ts'

export const alwaysAnswers = defect({
  name: 'always-answers',
  requirement: 'TIF-GFR-02',
  story: 'Sends both answers to every message, whether or not they were asked for.',
  replaces: answersToSend,
  with: (header, answers) => answersToSend.proper({ ...header, wantsInfrastructureAck: true, wantsBusinessAck: true }, answers),
})
