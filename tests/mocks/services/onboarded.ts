import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import type { JWK } from 'jose'
import type { Environment } from '../../../mocks/kit/environment.ts'
import { sign } from '../../../mocks/kit/jwt.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** The key a supplier would have registered, as its key set. */
export const jwks = { keys: [{ ...(publicKey.export({ format: 'jwk' }) as JWK), kid: 'test-1', use: 'sig' }] } as { keys: JWK[] }

export const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

export const APPLICATION = { id: 'api-key-of-the-application', secret: 'its-secret', redirectUris: ['https://gp.example/callback'] }

/** Registers an application with the API platform, as onboarding would. */
export function registerApplication(environment: Environment, scopes?: string[]): void {
  environment.identity.applications.set(APPLICATION.id, { ...APPLICATION, jwks, ...(scopes && { scopes }) })
}

type Parts = { claims?: Record<string, unknown>; header?: Record<string, unknown>; key?: typeof privateKey }

/** A client assertion for an audience, right in everything but what is given. `undefined` leaves a member out. */
export function clientAssertion(environment: Environment, audience: string, { claims, header, key }: Parts = {}, clientId = APPLICATION.id): Promise<string> {
  const exp = Math.floor(environment.clock.now() / 1000) + 240
  return sign({ iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), exp, ...claims }, { alg: 'RS512', typ: 'JWT', kid: 'test-1', ...header } as { alg: string }, key ?? privateKey)
}

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** A form POST whose content type is exactly the one the platform takes. */
export function formPost(fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { ...FORM, ...headers }, body: new URLSearchParams(fields).toString(), redirect: 'manual' }
}

/** PKCE verifier and its S256 challenge. */
export function pkce() {
  const verifier = randomUUID() + randomUUID()
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}
