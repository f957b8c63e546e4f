import { binaryOf } from '../../patient-facing/record/routes.ts'
import { defect } from '../defect.ts'

export const letterGivenAsText = defect({
  name: 'letter-given-as-text',
  requirement: 'E00359',
  story: 'Sends the text of a letter where its bytes in base64 are expected: nothing can open it.',
  replaces: binaryOf,
  with: (letter) => ({ ...binaryOf.proper(letter), content: Buffer.from(letter.content, 'base64').toString('latin1') }),
})
