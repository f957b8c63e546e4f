import { binaryGiven } from '../../gp-connect/documents.ts'
import { defect } from '../defect.ts'

export const lettersEncodedTwice = defect({
  name: 'letters-encoded-twice',
  requirement: 'GPCARS01',
  story: 'Encodes once more what is in base64 already.',
  replaces: binaryGiven,
  with: (letter) => binaryGiven.proper({ ...letter, content: Buffer.from(letter.content).toString('base64') }),
})
