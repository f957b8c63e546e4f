import type { Call } from '../../kit/call.ts'
import type { Application } from '../../kit/identity.ts'
import { checkSignature, decode, textOf, type DecodedJwt } from '../../kit/jwt.ts'
import { fail, type ErrorName } from './errors.ts'
import lifetimes from './lifetimes.json' with { type: 'json' }
import { countRequest } from './rate-limit.ts'
import type { OAuth2State } from './state.ts'

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

interface Seen extends DecodedJwt {
  now: number
  used: boolean
}

/**
 * What is wrong with the assertion itself, in the order in which the platform looks. Truthiness is the platform's: an
 * empty or zero value counts as absent, and an `exp` that is no number is compared as JavaScript compares it.
 */
const CHECKS: readonly [ErrorName, (seen: Seen) => boolean, pointer: string][] = [
  ['assertion-alg', ({ header }) => header['alg'] !== 'RS512', 'alg'],
  ['assertion-expired', ({ payload, now }) => now > Number(payload['exp'] ?? Number.NaN) * 1000, 'exp'],
  ['assertion-kid-missing', ({ header }) => !header['kid'], 'kid'],
  ['assertion-typ', ({ header }) => typeof header['typ'] !== 'string' || header['typ'].toLowerCase() !== 'jwt', 'typ'],
  ['assertion-exp-missing', ({ payload }) => !payload['exp'], 'exp'],
  ['assertion-exp-type', ({ payload }) => typeof payload['exp'] !== 'number', 'exp'],
  ['assertion-iss-sub', ({ payload: { iss, sub } }) => !iss || !sub || iss !== sub, 'iss'],
  ['assertion-jti-missing', ({ payload }) => !payload['jti'], 'jti'],
  ['assertion-jti-type', ({ payload }) => typeof payload['jti'] !== 'string', 'jti'],
  ['assertion-jti-reused', ({ used }) => used, 'jti'],
  ['assertion-exp-too-far', ({ payload, now }) => Number(payload['exp']) - now / 1000 > lifetimes.assertionMaximumSeconds, 'exp'],
]

/** The first check of both grants that use an assertion. */
export function checkAssertionType(call: Call, form: URLSearchParams): void {
  const type = form.get('client_assertion_type')
  if (type !== ASSERTION_TYPE) fail(call, 'assertion-type', `client_assertion_type is ${type ?? 'absent'}`, '/client_assertion_type')
}

/**
 * The application that signed the assertion, after every check of the platform in its order. Source: API platform,
 * application-restricted APIs with signed JWT; identity service proxy, client credentials flow.
 */
export async function verifyClientAssertion(call: Call<OAuth2State>, form: URLSearchParams): Promise<Application> {
  const pointer = '/client_assertion'
  const token = form.get('client_assertion')
  if (token === null) return fail(call, 'assertion-missing', 'client_assertion is absent', pointer)
  const jwt = decode(token)
  if (!jwt) return fail(call, 'assertion-malformed', 'client_assertion is not a JWT', pointer)

  const { state, environment } = call
  const { payload } = jwt
  const now = environment.clock.now()
  const memory = `${textOf(payload['sub'])} ${textOf(payload['jti'])}`
  const seen = { ...jwt, now, used: (state.usedAssertions.get(memory) ?? 0) > now }
  for (const [name, broken, member] of CHECKS) {
    if (broken(seen)) fail(call, name, `${member} is ${JSON.stringify(member in jwt.header ? jwt.header[member] : payload[member]) ?? 'absent'}`, `${pointer}/${member}`)
  }
  // Remembered before the signature is looked at: an assertion with a bad one has used up its jti.
  state.usedAssertions.set(memory, now + lifetimes.assertionMemoryMs)

  const application = environment.identity.applications.get(textOf(payload['sub']))
  if (!application) return fail(call, 'api-key-unknown', `no application has the API key ${textOf(payload['sub'])}`, `${pointer}/sub`)
  countRequest(call, application.id)
  if (!application.jwks) return fail(call, 'public-key-not-registered', 'the application has no public key registered', pointer)
  const problem = await checkSignature(token, application.jwks.keys, ['RS512'])
  if (problem) {
    const name = problem.kind === 'no-matching-key' ? 'assertion-kid-unknown' : 'signature-invalid'
    fail(call, name, `kid ${textOf(jwt.header['kid'])}: ${problem.detail}`, pointer)
  }
  const audience = `${call.baseUrl}/oauth2/token`
  if (![payload['aud']].flat().includes(audience)) {
    fail(call, 'assertion-aud', `aud is ${JSON.stringify(payload['aud']) ?? 'absent'}, expected ${audience}`, `${pointer}/aud`)
  }
  return application
}
