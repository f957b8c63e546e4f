import { refusalFor } from '../../national/answer.ts'
import { readSignature, SIGNATURES } from '../../national/digital-signature.ts'
import { defect } from '../defect.ts'

export const unconfirmedToldAsFailed = defect({
  name: 'unconfirmed-told-as-failed',
  requirement: 'E00101',
  story: 'Takes a signature that is not confirmed yet for a failure of the service.',
  replaces: readSignature,
  with: (answer, documentId) => {
    if (answer.status >= 400) throw refusalFor(SIGNATURES, answer)
    return readSignature.proper(answer, documentId)
  },
})
