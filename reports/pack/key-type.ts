import type { KeyObject } from 'node:crypto'
import { sha256 } from './sha256.ts'

/** Whether a seal may be signed with a key: Ed25519, or ECDSA on P-256. */
export const canSeal = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean =>
  asymmetricKeyType === 'ed25519' || (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1')

/** Ed25519 hashes by itself. */
export const digestFor = ({ asymmetricKeyType }: KeyObject): 'sha256' | null => (asymmetricKeyType === 'ec' ? 'sha256' : null)

/** What a key is, whether or not it can seal: `ec secp384r1`. */
export const typeOf = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string =>
  [asymmetricKeyType, asymmetricKeyDetails?.namedCurve].filter((part) => part !== undefined).join(' ')

/** In words, for those who read what was verified: `Ed25519`. */
export const algorithmOf = ({ asymmetricKeyType }: KeyObject): 'Ed25519' | 'ECDSA P-256' => (asymmetricKeyType === 'ec' ? 'ECDSA P-256' : 'Ed25519')

/** SHA-256 of the key's SubjectPublicKeyInfo in DER: `openssl pkey -pubin -in public-key.pem -outform der | sha256sum`. */
export const keyIdOf = (publicKey: KeyObject): string => sha256(publicKey.export({ type: 'spki', format: 'der' }))
