import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ProblemsError } from '../../config/problem.ts'
import { sha256 } from './sha256.ts'

export interface SigningKey {
  privateKey: KeyObject
  publicKey: KeyObject
  keyId: string
  /** Made just now: the user should hear of it. */
  created: boolean
}

/** Where the key lives unless the user says otherwise, from the folder in which `assay` runs. */
export const SIGNING_KEY_FILE = '.assay/keys/pack-signing.key'

/** SHA-256 of the key's SubjectPublicKeyInfo in DER: `openssl pkey -pubin -in public-key.pem -outform der | sha256sum`. */
export const keyIdOf = (publicKey: KeyObject): string => sha256(publicKey.export({ type: 'spki', format: 'der' }))

/** Whether a seal may be signed with a key: Ed25519, or ECDSA on P-256. */
export const canSeal = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean =>
  asymmetricKeyType === 'ed25519' || (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1')

/**
 * The key (PEM) in a file that only its owner can read: Ed25519, made on first use, or one of ECDSA P-256 that was put there.
 *
 * @throws ProblemsError when the file holds another type of key
 */
export function signingKey(path: string = SIGNING_KEY_FILE): SigningKey {
  const pem = readKey(path)
  const privateKey = createPrivateKey(pem ?? createKey(path))
  if (!canSeal(privateKey)) throw unfit(path, privateKey)
  const publicKey = createPublicKey(privateKey)
  return { privateKey, publicKey, keyId: keyIdOf(publicKey), created: pem === undefined }
}

function unfit(path: string, { asymmetricKeyType, asymmetricKeyDetails }: KeyObject): ProblemsError {
  return new ProblemsError([
    {
      code: 'ASSAY_PACK_KEY_UNREADABLE',
      what: 'Failed to use the key that signs packs.',
      place: path,
      seen: [asymmetricKeyType, asymmetricKeyDetails?.namedCurve].filter((part) => part !== undefined).join(' '),
      expected: 'a private key of Ed25519 or ECDSA P-256, in PEM',
      remedy: 'Put such a key there, or take this one away: one of Ed25519 is made then.',
    },
  ])
}

function readKey(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function createKey(path: string): string {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(path, pem, { mode: 0o600, flag: 'wx' })
    return pem
  } catch (error) {
    // Another run made it between our look and our write: both must sign with the same key.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFileSync(path, 'utf8')
    throw error
  }
}
