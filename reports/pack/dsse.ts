import { sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** Dead Simple Signing Envelope (secure-systems-lab/dsse, protocol 1.0.2) with one signature: Ed25519, or ECDSA on P-256 with SHA-256 (in DER). */
export interface Envelope {
  payloadType: string
  /** Base64. */
  payload: string
  signatures: { keyid: string; sig: string }[]
}

export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json'

/** Pre-authentication encoding: what is signed. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `), payload])
}

export function signEnvelope(payload: Uint8Array, { privateKey, keyId }: { privateKey: KeyObject; keyId: string }): Envelope {
  const sig = sign(digestFor(privateKey), preAuthenticationEncoding(IN_TOTO_PAYLOAD, payload), privateKey)
  return {
    payloadType: IN_TOTO_PAYLOAD,
    payload: Buffer.from(payload).toString('base64'),
    signatures: [{ keyid: keyId, sig: sig.toString('base64') }],
  }
}

export function isSignedBy({ payloadType, payload, signatures }: Envelope, publicKey: KeyObject): boolean {
  const signature = signatures[0]
  return (
    signature !== undefined &&
    verify(digestFor(publicKey), preAuthenticationEncoding(payloadType, Buffer.from(payload, 'base64')), publicKey, Buffer.from(signature.sig, 'base64'))
  )
}

/** Ed25519 hashes by itself. */
const digestFor = ({ asymmetricKeyType }: KeyObject): 'sha256' | null => (asymmetricKeyType === 'ec' ? 'sha256' : null)

/** The one way in which we write an envelope, so that a single changed byte in the file shows, even where it means the same. */
export const serialiseEnvelope = ({ payloadType, payload, signatures }: Envelope): string =>
  `${JSON.stringify({ payloadType, payload, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) }, null, 2)}\n`
