import { questionToSend } from '../../referrals/ask-advice.ts'
import { defect } from '../defect.ts'

export const questionCutShort = defect({
  name: 'question-cut-short',
  requirement: 'TIF-ERS-04',
  story: 'Has a short field for the question to the specialist, and cuts what is longer.',
  replaces: questionToSend,
  with: (question) => question.slice(0, 30),
})
