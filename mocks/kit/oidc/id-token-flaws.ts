import { createPublicKey } from 'node:crypto'
import type { KeyRing } from '../key-ring.ts'
import { sign } from '../jwt.ts'

/**
 * Everything that can be wrong with an ID token and that a relying party must refuse. A closed list.
 *
 * | flaw              | what the token is |
 * |-------------------|-------------------|
 * | `wrong-signature` | names a published key, signed with another |
 * | `unknown-key`     | signed with a key that is nowhere published, under that key's id |
 * | `alg-none`        | unsigned, and says so |
 * | `hmac-public-key` | HS256, with the published public key as the secret |
 * | `tampered`        | another subject written into a properly signed token |
 * | `wrong-audience`  | meant for another client |
 * | `wrong-issuer`    | from somebody else, signed with the right key |
 * | `expired`         | ended an hour ago |
 * | `not-yet-valid`   | `nbf` and `iat` an hour ahead |
 * | `wrong-nonce`     | belongs to another sign-in |
 * | `no-nonce`        | belongs to no sign-in in particular |
 * | `weak-assurance`  | says that the user gave no more than a password (AAL1), whatever was asked for |
 *
 * Source: OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725.
 */
export const ID_TOKEN_FLAWS = [
  'wrong-signature',
  'unknown-key',
  'alg-none',
  'hmac-public-key',
  'tampered',
  'wrong-audience',
  'wrong-issuer',
  'expired',
  'not-yet-valid',
  'wrong-nonce',
  'no-nonce',
  'weak-assurance',
] as const

export type IdTokenFlaw = (typeof ID_TOKEN_FLAWS)[number]

/** Refuses a flaw that is none: a scenario that misspells one would prove nothing. */
export function readFlaw(flaw: string): IdTokenFlaw {
  const known = ID_TOKEN_FLAWS.find((each) => each === flaw)
  if (!known) throw new Error(`Failed to spoil an ID token: ${flaw} is no flaw. Flaws are ${ID_TOKEN_FLAWS.join(', ')}.`)
  return known
}

type Claims = Record<string, unknown>

const HOUR = 3600

/** What a flaw does to the claims. Flaws of the signature leave them alone. */
const SPOIL: Partial<Record<IdTokenFlaw, (claims: Claims) => Claims>> = {
  'wrong-audience': (claims) => ({ ...claims, aud: 'another-client', ...('azp' in claims && { azp: 'another-client' }) }),
  'wrong-issuer': (claims) => ({ ...claims, iss: 'https://sign-in.example/somebody-else' }),
  expired: (claims) => ({ ...claims, iat: Number(claims['iat']) - 3 * HOUR, auth_time: Number(claims['iat']) - 3 * HOUR, exp: Number(claims['iat']) - HOUR }),
  'not-yet-valid': (claims) => ({ ...claims, iat: Number(claims['iat']) + HOUR, nbf: Number(claims['iat']) + HOUR, exp: Number(claims['iat']) + 2 * HOUR }),
  'wrong-nonce': (claims) => ({ ...claims, nonce: 'the-nonce-of-another-sign-in' }),
  'no-nonce': ({ nonce: _nonce, ...claims }) => claims,
  // Claims of CIS2. A token of NHS login says how sure it is in other ones, and is left as it is.
  'weak-assurance': (claims) => ('acr' in claims ? { ...claims, acr: 'AAL1_USERPASS', amr: ['USERPASS'], authentication_assurance_level: 1 } : claims),
}

/** Signs an ID token, with a flaw if one is asked for. */
export async function signIdToken(ring: KeyRing, claims: Claims, flaw?: IdTokenFlaw): Promise<string> {
  const key = await ring.current()
  const header = { typ: 'JWT', kid: key.kid, alg: ring.algorithm }
  const content = (flaw && SPOIL[flaw]?.(claims)) ?? claims
  switch (flaw) {
    case 'wrong-signature':
      return sign(content, header, (await ring.stranger()).privateKey)
    case 'unknown-key': {
      const stranger = await ring.stranger()
      return sign(content, { ...header, kid: stranger.kid }, stranger.privateKey)
    }
    case 'alg-none':
      return `${encode({ ...header, alg: 'none' })}.${encode(content)}.`
    case 'hmac-public-key':
      return sign(content, { ...header, alg: 'HS256' }, Buffer.from(createPublicKey(key.privateKey).export({ format: 'pem', type: 'spki' })))
    case 'tampered': {
      const [head, , signature] = (await sign(content, header, key.privateKey)).split('.')
      return `${head}.${encode({ ...content, sub: `${String(content['sub']).slice(0, -1)}0`, tampered: true })}.${signature}`
    }
    default:
      return sign(content, header, key.privateKey)
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
