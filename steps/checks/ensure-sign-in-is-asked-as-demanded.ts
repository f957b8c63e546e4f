import { check, finding } from './check.ts'

/** Shorter ones can be guessed: 128 bits take 22 characters of base64url. */
const LEAST_LENGTH = 20

const WANTED_SCOPES = ['openid', 'nationalrbacaccess']

/**
 * The authentication request asks for a code, for the user's roles, at a level that is good enough for patient data, and ties
 * the answer to this browser (state), this sign-in (nonce) and this system (PKCE).
 * Sources: NHS CIS2 Authentication, OpenID Connect guidance; OpenID Connect Core 3.1.2.1; RFC 9700, 2.1.1 and 4.7.
 */
export const ensureSignInIsAskedAsDemanded = check('CIS2 is asked for the sign-in as it demands', async ({ calls }, _args: object) => {
  const [request] = await calls({ service: 'cis2', operation: 'authorize' })
  if (!request) return finding('CIS2 was not asked', { expected: 'an authentication request', seen: 'none' })
  const value = (name: string) => request.query.get(name) ?? ''
  const scopes = value('scope').split(' ')
  // Without acr_values CIS2 asks for AAL3.
  const levels = (request.query.get('acr_values') ?? 'AAL3_ANY').split(' ')
  const at = request
  return [
    value('response_type') !== 'code' && finding('another flow', { expected: 'response_type code', seen: value('response_type') || 'nothing', at }),
    ...WANTED_SCOPES.map((scope) => !scopes.includes(scope) && finding(`scope ${scope} is not asked for`, { expected: WANTED_SCOPES.join(' '), seen: value('scope'), at })),
    !levels.every((level) => /^AAL[23]_/.test(level)) && finding('a level below AAL2 would do', { expected: 'acr_values of AAL2 or AAL3', seen: levels.join(' '), at }),
    ...['state', 'nonce'].map(
      (name) => value(name).length < LEAST_LENGTH && finding(`${name} is absent or can be guessed`, { expected: `${LEAST_LENGTH} characters or more`, seen: `${value(name).length} characters`, at }),
    ),
    !/^[\w-]{43}$/.test(value('code_challenge')) && finding('no proof key', { expected: 'code_challenge: a SHA-256 digest', seen: value('code_challenge') || 'nothing', at }),
    value('code_challenge_method') !== 'S256' && finding('the proof key is not hashed', { expected: 'code_challenge_method S256', seen: value('code_challenge_method') || 'nothing', at }),
  ]
})
