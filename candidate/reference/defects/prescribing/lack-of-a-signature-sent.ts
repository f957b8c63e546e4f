import { readSignature } from '../../national/digital-signature.ts'
import { whyNotTheSignature } from '../../prescribing/remote-signing.ts'
import { defect, swap } from '../defect.ts'

export const lackOfASignatureSent = defect({
  name: 'lack-of-a-signature-sent',
  requirement: 'E00101',
  story: 'Takes the lack of a signature for an empty one, and sends the prescription with it.',
  replaces: readSignature,
  with: (answer, documentId) => {
    const { signatures, certificate } = answer.body
    if (answer.status !== 200 || !Array.isArray(signatures) || signatures.length > 0) return readSignature.proper(answer, documentId)
    return { value: 'AA==', certificate: String(certificate) }
  },
  also: [swap(whyNotTheSignature, () => undefined)],
})
