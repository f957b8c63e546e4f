import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { isSignedBy, signedBytes } from './dsse.ts'
import type { Envelope, Signature } from './dsse.ts'
import { algorithmOf, canSeal, keyIdOf } from './key-type.ts'
import { PUBLIC_KEY_FILE, SEAL_FILE } from './list-files.ts'
import type { Touch } from './verify.ts'

/** One signature of a seal, and what can be said of it. */
export interface SignatureCheck {
  /** Key that it names: SHA-256, see `keyIdOf`. Of a bad one, no more than a claim. */
  keyId: string
  /** By its place in the envelope: the first seals, the others countersign. The place is not signed; that each is over this payload is. */
  role: 'seal' | 'countersignature'
  /**
   * - `known`   good, by a key that the verifier expects
   * - `unknown` good, by the key that came with the pack: it proves that nothing was changed since, not whose signature it is
   * - `bad`     changed, forged, there twice, or without a key that it could be checked with
   */
  status: 'known' | 'unknown' | 'bad'
  /** Absent when bad. */
  algorithm?: ReturnType<typeof algorithmOf>
}

/**
 * Checks every signature of an envelope, each with the expected key it names, and otherwise with the key that came with it.
 *
 * @param sealKey key in public-key.pem; undefined where that holds none
 * @param expected keys of which each has to have signed
 */
export function checkSignatures(envelope: Envelope, sealKey: KeyObject | undefined, expected: readonly KeyObject[]): { signatures: SignatureCheck[]; findings: Touch[] } {
  const findings: Touch[] = []
  const message = signedBytes(envelope)
  const expectedById = new Map(expected.map((key) => [keyIdOf(key), key]))
  const seen = new Set<string>()
  const signatures = envelope.signatures.map((signature, at): SignatureCheck => {
    const { keyid: keyId, sig } = signature
    const role = at === 0 ? 'seal' : 'countersignature'
    const find = (what: string): void => void findings.push({ place: SEAL_FILE, what: `was changed: signature ${at + 1} of ${envelope.signatures.length}, by key ${keyId}, ${what}` })
    const bad = (what: string): SignatureCheck => {
      find(what)
      return { keyId, role, status: 'bad' }
    }
    if (seen.has(keyId)) return bad('is a second one by this key')
    seen.add(keyId)

    const own = at === 0 ? sealKey : keyOf(signature)
    const matches = own !== undefined && keyIdOf(own) === keyId
    if (at === 0 && signature.publicKey !== undefined) find('carries a key, as countersignatures do')
    if (at === 0 && own !== undefined && !matches) findings.push({ place: PUBLIC_KEY_FILE, what: 'is not the key that the seal names' })
    if (at > 0 && !matches) find('does not carry the key that it names')

    const known = expectedById.get(keyId)
    const key = known ?? (matches ? own : undefined)
    if (key === undefined) return bad('cannot be checked: there is no key that it names')
    const bytes = Buffer.from(sig, 'base64')
    // Base64 has several ways to write the same bytes, and a changed byte must show.
    if (bytes.toString('base64') !== sig || !isSignedBy(message, bytes, key)) return bad('does not match what it signs')
    return { keyId, role, status: known === undefined ? 'unknown' : 'known', algorithm: algorithmOf(key) }
  })
  const good = new Set(signatures.filter(({ status }) => status === 'known').map(({ keyId }) => keyId))
  for (const keyId of expectedById.keys()) {
    if (!good.has(keyId)) findings.push({ place: SEAL_FILE, what: `is not signed with the key ${keyId} that was given: it was signed with another key, or the signature was taken away` })
  }
  return { signatures, findings }
}

/** The key that a countersignature carries; undefined where there is none that could have signed, or it is not written as we write it. */
function keyOf({ publicKey }: Signature): KeyObject | undefined {
  if (publicKey === undefined) return undefined
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' })
    return canSeal(key) && key.export({ type: 'spki', format: 'der' }).toString('base64') === publicKey ? key : undefined
  } catch {
    // Anything but a key in DER: all the same to the reader of the finding.
    return undefined
  }
}
