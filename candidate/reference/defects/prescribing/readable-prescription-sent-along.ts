import { documentFor } from '../../national/digital-signature.ts'
import { defect } from '../defect.ts'

export const readablePrescriptionSentAlong = defect({
  name: 'readable-prescription-sent-along',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Sends the signature service what the prescription says, so that it can show it: the service has no business to know.',
  replaces: documentFor,
  with: (id, signedInfo, readable) => ({ ...documentFor.proper(id, signedInfo, readable), display: readable }),
})
