import { answersToSend } from '../../itk/response.ts'
import { defect } from '../defect.ts'

export const infrastructureAnswerNeverSent = defect({
  name: 'infrastructure-answer-never-sent',
  requirement: 'TIF-GFR-02',
  story: 'Tells senders about the patient only; whoever asks just whether the message came through hears nothing.',
  replaces: answersToSend,
  with: (header, answers) => answersToSend.proper({ ...header, wantsInfrastructureAck: false }, answers),
})
