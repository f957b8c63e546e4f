import { tellUnconfirmedQuestion } from '../../referrals/ask-advice.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const unconfirmedQuestionToldAsNotSent = defect({
  name: 'unconfirmed-question-told-as-not-sent',
  requirement: 'TIF-ERS-04',
  story: 'Says that a question failed when e-RS did not answer, and leaves it at that.',
  replaces: tellUnconfirmedQuestion,
  with: (_work, _advice, { code }) => new Refusal(code, 'The question was not sent: e-RS is in trouble. Ask again later.'),
})
