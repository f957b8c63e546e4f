import { mayHaveBeenAsked } from '../../referrals/ask-advice.ts'
import { defect } from '../defect.ts'

export const questionAskedTwice = defect({
  name: 'question-asked-twice',
  requirement: 'TIF-ERS-04',
  story: 'Asks again what e-RS did not confirm, without a word of warning.',
  replaces: mayHaveBeenAsked,
  with: () => false,
})
