import { echoIds } from '../../kit/echo-ids.ts'
import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, refuseAccess } from './errors.ts'
import { confirmPage, confirmPosted } from './routes/confirm-page.ts'
import { getSignatures } from './routes/get-signatures.ts'
import { requestSignature } from './routes/request-signature.ts'
import { createState, type SignatureState } from './state.ts'

/** The NHS Digital Signature Service: prescribers sign without a smartcard reader, with a key that the service holds for them. */
export const service = defineService<SignatureState, typeof controls>({
  key: 'digital-signature',
  title: 'Digital Signature Service',
  basePath: '/signing-service',
  spec: { title: 'Digital Signature Service API', url: 'https://digital.nhs.uk/developer/api-catalogue/signing-service' },
  state: createState,
  routes: [requestSignature, confirmPage, confirmPosted, getSignatures],
  errors,
  refuseAccess,
  everyReply: echoIds,
  unmatched: errors.notFound,
  controls,
})
