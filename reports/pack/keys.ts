import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
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

/** The Ed25519 key (PKCS #8 PEM) in a file that only its owner can read; made on first use. */
export function signingKey(path: string = SIGNING_KEY_FILE): SigningKey {
  const pem = readKey(path)
  const privateKey = createPrivateKey(pem ?? createKey(path))
  const publicKey = createPublicKey(privateKey)
  return { privateKey, publicKey, keyId: keyIdOf(publicKey), created: pem === undefined }
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
