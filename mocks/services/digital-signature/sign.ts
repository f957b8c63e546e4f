import { createPrivateKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { errors } from './errors.ts'
import type { SignatureRequest, SignatureState, Signer } from './state.ts'

/** A request by its token, which has to be good still. */
export function find(call: Call<SignatureState>, token: string): SignatureRequest {
  const found = call.state.requests.get(token) ?? refuse(errors.notFound())
  if (found.expiresAt <= call.environment.clock.now()) refuse(errors.expired())
  return found
}

/** Signatures over all documents of a request, RSA with SHA-256, and the certificate of the key: base64 of DER. */
export function signAll({ payloads, flaw }: SignatureRequest, signer: Signer, other: Signer | undefined) {
  const used = flaw === 'other-signer' && other ? other : signer
  const key = flaw === 'not-of-the-key' ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : createPrivateKey(used.privateKey)
  const content = (payload: string) => Buffer.concat([Buffer.from(payload, 'base64'), Buffer.from(flaw === 'other-content' ? ' ' : '')])
  const signatures = payloads.map(({ id, payload }) => ({ id, signature: sign('sha256', content(payload), key).toString('base64') }))
  return { signatures: flaw === 'one-missing' ? signatures.slice(1) : signatures, certificate: new X509Certificate(used.certificate).raw.toString('base64') }
}
