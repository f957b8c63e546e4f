import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ProblemsError } from '../../config/problem.ts'
import { canSeal, typeOf } from './key-type.ts'
import { signerOf } from './signer.ts'
import type { Signer } from './signer.ts'

export interface SigningKey extends Signer {
  /** Made just now: the user should hear of it. */
  created: boolean
}

/** Where the key lives unless the user says otherwise, from the folder in which `assay` runs. */
export const SIGNING_KEY_FILE = '.assay/keys/pack-signing.key'

/**
 * The key (PEM) in a file that only its owner can read: Ed25519, made on first use, or one of ECDSA P-256 that was put there.
 *
 * @throws ProblemsError when the file holds another type of key, or none
 */
export function signingKey(path: string = SIGNING_KEY_FILE): SigningKey {
  const pem = readKey(path)
  return { ...signerIn(path, pem ?? createKey(path), 'Put such a key there, or take this one away: one of Ed25519 is made then.'), created: pem === undefined }
}

/**
 * The key (PEM) in a file that has to be there.
 *
 * @throws ProblemsError when it is not there, or holds another type of key, or none
 */
export function privateKeyIn(path: string): Signer {
  const remedy = 'Name the file of such a key; one with a passphrase signs through --signer.'
  let pem: string | undefined
  try {
    pem = readKey(path)
  } catch (error) {
    throw unfit(path, error instanceof Error ? error.message : String(error), remedy)
  }
  if (pem === undefined) throw unfit(path, 'no such file', remedy)
  return signerIn(path, pem, remedy)
}

function signerIn(path: string, pem: string, remedy: string): Signer {
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch (error) {
    throw unfit(path, error instanceof Error ? error.message : String(error), remedy)
  }
  if (!canSeal(key)) throw unfit(path, typeOf(key), remedy)
  return signerOf(key)
}

const unfit = (path: string, seen: string, remedy: string): ProblemsError =>
  new ProblemsError([{ code: 'ASSAY_PACK_KEY_UNREADABLE', what: 'Failed to use the key that signs packs.', place: path, seen, expected: 'a private key of Ed25519 or ECDSA P-256, in PEM', remedy }])

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
