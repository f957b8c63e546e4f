import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import { behaviour } from '../behaviour.ts'

/** What an ID token must agree with. */
export interface ExpectedIdToken {
  issuer: string
  clientId: string
  nonce: string
  keys: JWTVerifyGetKey
  now: Date
}

const CLOCK_TOLERANCE_SECONDS = 10

/**
 * The claims of an ID token, if it is what it should be: signed with a key of the issuer, meant for this system, for
 * this sign-in, and not expired. Source: OpenID Connect Core, 3.1.3.7.
 *
 * @throws an error of jose, or one that names the nonce
 */
export const verifyIdToken = behaviour(
  'session.verifyIdToken',
  async (token: string, { issuer, clientId, nonce, keys, now }: ExpectedIdToken): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      algorithms: ['RS256', 'RS512'],
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
      currentDate: now,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    })
    if (payload['nonce'] !== nonce) throw new Error('the nonce is not the one of this sign-in')
    return payload
  },
)

/** Whether the user proved who they are strongly enough for patient data: authenticator assurance level 2 or 3. */
export const assuranceSuffices = behaviour('session.assuranceSuffices', (claims: JWTPayload) => {
  const level = Number(claims['authentication_assurance_level'])
  return level === 2 || level === 3
})
