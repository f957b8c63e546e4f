import { healthcareWorker } from '../../../kit/access.ts'
import { json } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { errors } from '../errors.ts'
import { find, signAll } from '../sign.ts'
import type { SignatureState } from '../state.ts'

/** The signatures, once the user has confirmed. */
export const getSignatures = route<SignatureState>({
  operation: 'signatureresponse',
  method: 'GET',
  path: '/signatureresponse/:token',
  access: [healthcareWorker({ aal: [3] })],
  handle(call) {
    const request = find(call, call.params['token'] ?? '')
    const { grant, state } = call
    if (grant?.kind !== 'healthcare-worker' || grant.userId !== request.userId)
      refuse(errors.forbidden(), { rule: 'other-user', detail: 'the signatures are those of somebody else', clause: 'NHS Digital Signature Service: signatureresponse', pointer: 'authorization' })
    if (request.status === 'waiting') refuse(errors.notConfirmed())
    if (request.status === 'declined') refuse(errors.declined())
    // Nobody who is not enrolled can have confirmed: this is a slip of whoever set the service up.
    const signer = state.signers.get(request.userId) ?? refuse(errors.forbidden())
    const other = [...state.signers].find(([userId]) => userId !== request.userId)?.[1]
    return json(200, signAll(request, signer, other))
  },
})
