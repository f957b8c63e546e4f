import type { Call } from '../../kit/call.ts'
import { checkSignature, decode, textOf, type DecodedJwt } from '../../kit/jwt.ts'
import { providerOfIssuer, type ProviderName } from '../../kit/oidc/provider.ts'
import { fail, type ErrorName } from './errors.ts'

type Check = readonly [ErrorName, (jwt: DecodedJwt, now: number) => boolean, pointer: string]

const SUBJECT_CHECKS: readonly Check[] = [
  ['subject-kid-missing', ({ header }) => !header['kid'], 'kid'],
  ['subject-typ', ({ header }) => typeof header['typ'] !== 'string' || header['typ'].toLowerCase() !== 'jwt', 'typ'],
  ['subject-alg-missing', ({ header }) => !header['alg'], 'alg'],
  ['subject-exp-missing', ({ payload }) => !payload['exp'], 'exp'],
  ['subject-exp-type', ({ payload }) => typeof payload['exp'] !== 'number', 'exp'],
  ['subject-expired', ({ payload }, now) => now > Number(payload['exp']) * 1000, 'exp'],
  ['subject-iss-missing', ({ payload }) => !payload['iss'], 'iss'],
  ['subject-aud-missing', ({ payload }) => !payload['aud'], 'aud'],
]

const ACTOR_CHECKS: readonly Check[] = [
  ['act-kid-missing', ({ header }) => !header['kid'], 'kid'],
  ['act-typ', ({ header }) => typeof header['typ'] !== 'string' || header['typ'].toLowerCase() !== 'jwt', 'typ'],
  ['act-alg-missing', ({ header }) => !header['alg'], 'alg'],
  ['act-exp-missing', ({ payload }) => !payload['exp'], 'exp'],
  ['act-exp-type', ({ payload }) => typeof payload['exp'] !== 'number', 'exp'],
  ['act-iss-missing', ({ payload }) => !payload['iss'], 'iss'],
  ['act-aud-missing', ({ payload }) => !payload['aud'], 'aud'],
  ['act-nhs-number-missing', ({ payload }) => !payload['nhs_number'], 'nhs_number'],
]

/** A verified ID token, and whose it is. */
export interface SubjectToken {
  provider: ProviderName
  claims: Record<string, unknown>
  /** NHS number of the person acting for the subject (delegated access). */
  actor: string | undefined
}

/**
 * Checks an ID token that is to be exchanged, in the platform's order: form, actor's token, issuer, key, signature.
 * Source: API platform, user-restricted APIs, separate authentication; identity service proxy, token exchange flow.
 */
export async function verifySubjectToken(call: Call, form: URLSearchParams): Promise<SubjectToken> {
  const pointer = '/subject_token'
  const token = form.get('subject_token')
  if (token === null) return fail(call, 'subject-token-missing', 'subject_token is absent', pointer)
  const jwt = decode(token)
  if (!jwt) return fail(call, 'subject-token-malformed', 'subject_token is not a JWT', pointer)
  run(call, SUBJECT_CHECKS, jwt, pointer)
  const actor = await actorOf(call, jwt.payload, pointer)

  const { payload, header } = jwt
  const provider = providerOfIssuer(payload['iss'], call.environment)
  if (!provider) return fail(call, 'subject-iss-unknown', `iss is ${textOf(payload['iss'])}, which is neither CIS2 nor NHS login here`, `${pointer}/iss`)
  const { keys } = await call.environment.identity.keys[provider].jwks()
  const problem = await checkSignature(token, keys, ['RS256', 'RS512'])
  if (problem) {
    const name = problem.kind === 'no-matching-key' ? 'subject-kid-unknown' : 'signature-invalid'
    fail(call, name, `kid ${textOf(header['kid'])}: ${problem.detail}`, pointer)
  }
  return { provider, claims: payload, actor }
}

function run(call: Call, checks: readonly Check[], jwt: DecodedJwt, pointer: string): void {
  const now = call.environment.clock.now()
  for (const [name, broken, member] of checks) {
    if (broken(jwt, now)) fail(call, name, `${member} is ${JSON.stringify(member in jwt.header ? jwt.header[member] : jwt.payload[member]) ?? 'absent'}`, `${pointer}/${member}`)
  }
}

/** The platform reads the actor's token without verifying it: a bad signature passes there, and is only noted here. */
async function actorOf(call: Call, payload: Record<string, unknown>, pointer: string): Promise<string | undefined> {
  const act = payload['act'] as { sub?: unknown } | undefined
  if (!payload['nhs_number'] || typeof act?.sub !== 'string') return undefined
  const place = `${pointer}/act/sub`
  const jwt = decode(act.sub)
  if (!jwt) return fail(call, 'unknown-error', 'act.sub is not a JWT', place)
  run(call, ACTOR_CHECKS, jwt, place)
  const { keys } = await call.environment.identity.keys['nhs-login'].jwks()
  const problem = await checkSignature(act.sub, keys, ['RS512'])
  if (problem) call.note({ rule: 'oauth2-act-signature', detail: problem.detail, clause: 'RFC 8693, section 4.1: the actor is who the token says only if its signature holds', pointer: place })
  return textOf(jwt.payload['nhs_number'])
}
