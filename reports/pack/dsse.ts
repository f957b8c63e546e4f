import { verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { digestFor } from './key-type.ts'
import { sha256 } from './sha256.ts'
import type { Signer } from './signer.ts'

/** Dead Simple Signing Envelope (secure-systems-lab/dsse, protocol 1.0.2). */
export interface Envelope {
  payloadType: string
  /** Base64. */
  payload: string
  /** Each over the same payload: first the seal, then countersignatures in the order in which they were added. */
  signatures: Signature[]
}

export interface Signature {
  /** See `keyIdOf`. */
  keyid: string
  /** Ed25519, or ECDSA on P-256 with SHA-256 (in DER); base64. */
  sig: string
  /**
   * The key of a countersignature (SubjectPublicKeyInfo in DER, base64), so that a changed byte in it shows to whoever does not have the
   * key. That of the seal lies beside it, in public-key.pem. A member of ours: DSSE has consumers ignore those that they do not know.
   */
  publicKey?: string
}

export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json'

/** Pre-authentication encoding: what is signed. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `), payload])
}

/** @throws ProblemsError see `Signer` */
export function signEnvelope(payload: Uint8Array, signer: Signer): Envelope {
  const unsigned = { payloadType: IN_TOTO_PAYLOAD, payload: Buffer.from(payload).toString('base64') }
  return { ...unsigned, signatures: [{ keyid: signer.keyId, sig: signatureOver(unsigned, signer) }] }
}

/**
 * The envelope with one signature more, over the same payload. What there was stays as it is.
 *
 * @throws ProblemsError see `Signer`
 */
export function countersigned(envelope: Envelope, signer: Signer): Envelope {
  const publicKey = signer.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  return { ...envelope, signatures: [...envelope.signatures, { keyid: signer.keyId, sig: signatureOver(envelope, signer), publicKey }] }
}

const signatureOver = (envelope: Omit<Envelope, 'signatures'>, { sign }: Signer): string => sign(signedBytes(envelope)).toString('base64')

/** What every signature of an envelope is over. */
export const signedBytes = ({ payloadType, payload }: Omit<Envelope, 'signatures'>): Buffer => preAuthenticationEncoding(payloadType, Buffer.from(payload, 'base64'))

/** Whether a signature over some bytes is that of a key. */
export const isSignedBy = (message: Uint8Array, signature: Uint8Array, publicKey: KeyObject): boolean => verify(digestFor(publicKey), message, publicKey, signature)

/** The one way in which we write an envelope, so that a single changed byte in the file shows, even where it means the same. */
export const serialiseEnvelope = ({ payloadType, payload, signatures }: Envelope): string =>
  `${JSON.stringify({ payloadType, payload, signatures: signatures.map(({ keyid, sig, publicKey }) => ({ keyid, sig, publicKey })) }, null, 2)}\n`

/**
 * The name of a seal: SHA-256 of the envelope as it was first written, with the payload and the first signature. Countersignatures are left out, so
 * that whatever names a pack by its seal (reports, merged packs, an assessment) still names it after a reviewer has signed.
 */
export const sealDigest = (envelope: Envelope): string => sha256(serialiseEnvelope({ ...envelope, signatures: envelope.signatures.slice(0, 1) }))
