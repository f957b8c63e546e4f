import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { importPKCS8, SignJWT, type CryptoKey } from 'jose'
import type { Clock } from '../clock.ts'

/** Who asserts, to whom, with which key. */
export interface Asserter {
  clientId: string
  audience: string
  /** PEM file. */
  privateKey: string
  keyId: string
  algorithm: string
}

/** Seconds for which an assertion is good; the platform allows at most five minutes. */
const LIFETIME_SECONDS = 240

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

const keys = new Map<string, Promise<CryptoKey>>()

/**
 * Says who this application is, in a JWT that is good for one request.
 * Source: API platform, application-restricted access with signed JWT; OpenID Connect, private_key_jwt.
 */
export async function clientAssertion(clock: Clock, { clientId, audience, privateKey, keyId, algorithm }: Asserter): Promise<string> {
  const id = `${algorithm} ${privateKey}`
  const key = keys.get(id) ?? importPKCS8(readFileSync(privateKey, 'utf8'), algorithm)
  keys.set(id, key)
  const now = Math.floor(clock.now() / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: keyId })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME_SECONDS)
    .sign(await key)
}
