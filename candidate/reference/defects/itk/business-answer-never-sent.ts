import { answersToSend } from '../../itk/response.ts'
import { defect } from '../defect.ts'

export const businessAnswerNeverSent = defect({
  name: 'business-answer-never-sent',
  requirement: 'TIF-GFR-02',
  story: 'Tells senders that messages came through, and leaves open whether the patient is here.',
  replaces: answersToSend,
  with: (header, answers) => answersToSend.proper({ ...header, wantsBusinessAck: false }, answers),
})
