import { createRemoteJWKSet, customFetch, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import { behaviour } from '../behaviour.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { isObject, parseJson } from '../national/json.ts'
import type { Outgoing } from '../national/outgoing.ts'

/** Whose tokens are accepted, and for whom they have to be meant. */
export interface ExpectedToken {
  issuer: string
  audience: string
  keys: JWTVerifyGetKey
  now: Date
}

/** NHS login: vouches for the patients whose apps call. */
export interface NhsLogin {
  /**
   * The claims of a patient's token, if it is what it should be.
   *
   * @throws an error that says what is wrong with it, or with the way to NHS login
   */
  verify(token: string): Promise<JWTPayload>
}

/** Clocks of two systems differ by seconds. */
const CLOCK_TOLERANCE_SECONDS = 10

/**
 * The claims of a token: signed with a key of NHS login (and with no other algorithm than theirs), made out by NHS login, meant
 * for this system, and good at this moment. Source: NHS login Interface Specification, ID token; RFC 8725.
 */
export const verifyCitizenToken = behaviour(
  'patient-facing.verifyToken',
  async (token: string, { issuer, audience, keys, now }: ExpectedToken): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ['RS512'],
      requiredClaims: ['sub', 'exp', 'iat', 'nhs_number'],
      currentDate: now,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    })
    if (Number(payload.iat) * 1000 > now.getTime() + CLOCK_TOLERANCE_SECONDS * 1000) throw new Error('the token was issued in the future')
    return payload
  },
)

/** Whether NHS login is sure who it is: proofed to P9, as medical records demand. */
export const proofingSuffices = behaviour(
  'patient-facing.proofingSuffices',
  ({ identity_proofing_level: level, vot }: JWTPayload): boolean => level === 'P9' && String(vot).startsWith('P9'),
)

/** Finds NHS login's keys by its discovery document, and keeps them until a token names one that is not among them. */
export function createNhsLogin({ config, clock, outgoing }: { config: Config; clock: Clock; outgoing: Outgoing }): NhsLogin {
  let discovered: Promise<JWTVerifyGetKey> | undefined

  const discover = async (issuer: string): Promise<JWTVerifyGetKey> => {
    const { status, text } = await outgoing.send({ url: `${issuer}/.well-known/openid-configuration` })
    const found = parseJson(text)
    if (status !== 200 || !isObject(found) || found['issuer'] !== issuer || typeof found['jwks_uri'] !== 'string')
      throw new Error(`NHS login cannot be discovered at ${issuer}: status ${status}`)
    return createRemoteJWKSet(new URL(found['jwks_uri']), {
      [customFetch]: async (url: string) => {
        const answer = await outgoing.send({ url })
        return new Response(answer.text, { status: answer.status, headers: answer.headers })
      },
    })
  }

  return {
    verify: async (token) => {
      if (!config.nhsLogin) throw new Error('this practice takes no patients’ tokens: nhsLogin is not configured')
      const { issuer, audience } = config.nhsLogin
      discovered ??= discover(issuer)
      discovered.catch(() => (discovered = undefined))
      return verifyCitizenToken(token, { issuer, audience, keys: await discovered, now: new Date(clock.now()) })
    },
  }
}
