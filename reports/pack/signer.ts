import { createPublicKey, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { digestFor, keyIdOf } from './key-type.ts'

/** Whoever puts a signature on a pack: a key of ours, or a command that has one. */
export interface Signer {
  publicKey: KeyObject
  /** See `keyIdOf`. */
  keyId: string
  /**
   * Signs the bytes as they are: Ed25519, or ECDSA with SHA-256 in DER.
   *
   * @throws ProblemsError when it is a command, and that fails
   */
  sign: (message: Uint8Array) => Buffer
}

/** A private key that signs by itself. */
export function signerOf(privateKey: KeyObject): Signer {
  const publicKey = createPublicKey(privateKey)
  return { publicKey, keyId: keyIdOf(publicKey), sign: (message) => sign(digestFor(privateKey), message, privateKey) }
}
