import type { Call } from '../../kit/call.ts'
import { chosen } from '../../kit/form.ts'
import type { Citizen } from '../../kit/identity.ts'
import { sendBack } from '../../kit/oidc/redirect.ts'
import { beginSession, currentSession } from '../../kit/oidc/session-cookie.ts'
import type { Reply } from '../../kit/reply.ts'
import { readRequest, type AuthorizationRequest } from './authorization-request.ts'
import lifetimes from './lifetimes.json' with { type: 'json' }
import { logInPage, proofingPage } from './pages.ts'
import type { NhsLoginState, SignIn } from './state.ts'
import { satisfy } from './vectors-of-trust.ts'

const COOKIE = 'nhs-login-session'

/** Fields of our own pages; everything else is the authentication request. */
const FIELDS = ['username', 'cancel', 'login_hint']

/**
 * Answers an authentication request: with a page, or by sending the user back. `fields` are those of a page's form;
 * a `login_hint` (NHS number or email address) logs that user in at once, for whoever plays the browser.
 */
export function logIn(call: Call<NhsLoginState>, parameters: URLSearchParams, fields: URLSearchParams = new URLSearchParams()): Reply {
  const request = readRequest(call, parameters)
  const onward = new URLSearchParams([...parameters].filter(([name]) => !FIELDS.includes(name)))
  const deny = (description: string) => sendBack(request.redirectUri, { error: 'access_denied', error_description: description, state: request.state })
  if (fields.has('cancel')) return deny('ConsentNotGiven')

  const hint = parameters.get('login_hint') ?? undefined
  const name = chosen(fields, 'username') ?? hint
  if (name !== undefined) {
    const citizen = find(call, name.trim())
    // A hint that names nobody is a slip of whoever plays the browser, not of the user: it must not look like a normal page.
    if (!citizen) return logInPage(call, onward, `Nobody is known by ${name}.`, hint === undefined ? 200 : 400)
    call.subject = citizen.nhsNumber
    const vot = satisfy(citizen, request.vtr)
    if (vot === undefined) return hint === undefined ? proofingPage(onward, citizen) : deny('The identity of the user is not proven to the requested level')
    const done: SignIn = { nhsNumber: citizen.nhsNumber, sid: call.environment.random.uuid(), authTime: Math.floor(call.environment.clock.now() / 1000), vot }
    return finish(call, request, done, beginSession(call, COOKIE, done.sid, done))
  }

  const session = request.prompt === 'login' ? undefined : currentSession(call, COOKIE, lifetimes.session)
  const citizen = session && call.environment.identity.citizens.get(session.signIn.nhsNumber)
  const vot = citizen && satisfy(citizen, request.vtr)
  if (session && vot !== undefined) return finish(call, request, { ...session.signIn, vot })
  if (request.prompt === 'none') return sendBack(request.redirectUri, { error: 'login_required', error_description: 'The user is not logged in', state: request.state })
  return logInPage(call, onward)
}

function find(call: Call, name: string): Citizen | undefined {
  const { citizens } = call.environment.identity
  const wanted = name.toLowerCase()
  return citizens.get(name) ?? [...citizens.values()].find(({ email }) => email.toLowerCase() === wanted)
}

/** Hands the client a code for the log-in. */
function finish(call: Call<NhsLoginState>, request: AuthorizationRequest, signIn: SignIn, headers?: Record<string, string>): Reply {
  const { environment, state } = call
  const { client, redirectUri, scopes, nonce } = request
  const code = environment.random.token(32)
  state.codes.set(code, {
    clientId: client.clientId,
    scopes,
    signIn,
    expiresAt: environment.clock.now() + lifetimes.codeMs,
    redirectUri,
    nonce,
    state: request.state,
    challenge: undefined,
    exchangedFor: undefined,
  })
  return sendBack(redirectUri, { code, state: request.state }, headers)
}
