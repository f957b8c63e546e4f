import { codesOf } from '../../national/answer.ts'
import { reasonsInWords } from '../../national/ers/refusals.ts'
import { defect } from '../defect.ts'

export const codesInsteadOfWords = defect({
  name: 'codes-instead-of-words',
  requirement: 'ERS01',
  story: 'Shows the user the code that e-RS gave as the reason.',
  replaces: reasonsInWords,
  with: ({ body }) => codesOf(body).join(', '),
})
