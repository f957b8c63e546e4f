import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { JWK } from 'jose'

/** An RSA key that a sign-in service signs with. */
export interface SigningKey {
  /** Base64 of a digest, with `+`, `/` and `=`, as the real ones are: a caller must not take it for a URL-safe name. */
  kid: string
  privateKey: KeyObject
  /** The public half: `kty`, `n` and `e` only. */
  jwk: JWK
}

/** By owner and generation. Generating takes a few hundred milliseconds, so one set serves all environments of the process. */
const keys = new Map<string, Promise<SigningKey>>()

/** The `generation`-th key of an owner, generated when first asked for. */
export function signingKey(owner: string, generation: number): Promise<SigningKey> {
  const name = `${owner} ${generation}`
  let key = keys.get(name)
  if (!key) keys.set(name, (key = promisify(generateKeyPair)('rsa', { modulusLength: 2048 }).then(({ privateKey }) => describe(privateKey))))
  return key
}

/**
 * Makes the process use a given key (PEM, PKCS #8 or PKCS #1, RSA of 2048 bits or more) instead of generating one: for a
 * hub that keeps its keys from run to run. Call before the first use. Owners: `nhs-cis2`, `nhs-login`.
 */
export function provideSigningKey(owner: string, pem: string, generation = 0): void {
  keys.set(`${owner} ${generation}`, Promise.resolve(describe(createPrivateKey(pem))))
}

function describe(privateKey: KeyObject): SigningKey {
  const { kty, n, e } = createPublicKey(privateKey).export({ format: 'jwk' }) as JWK
  const kid = createHash('sha1').update(`${n}.${e}`).digest('base64')
  return { kid, privateKey, jwk: { kty: kty!, n: n!, e: e! } }
}
