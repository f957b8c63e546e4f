import type { Call } from '../../kit/call.ts'
import { chosen } from '../../kit/form.ts'
import type { HealthcareWorker } from '../../kit/identity.ts'
import { issuer } from '../../kit/oidc/provider.ts'
import { sendBack } from '../../kit/oidc/redirect.ts'
import { beginSession, currentSession } from '../../kit/oidc/session-cookie.ts'
import type { Reply } from '../../kit/reply.ts'
import { satisfy } from './assurance.ts'
import { readRequest, type AuthorizationRequest } from './authorization-request.ts'
import lifetimes from './lifetimes.json' with { type: 'json' }
import { assurancePage, rolePage, signInPage } from './pages.ts'
import type { Cis2State, SignIn } from './state.ts'

const COOKIE = 'iPlanetDirectoryPro'

/** Fields of our own pages; everything else is the authentication request. */
const FIELDS = ['username', 'roleId', 'cancel', 'login_hint']

/**
 * Answers an authentication request: with a page, or by sending the user back. `fields` are those of a page's form;
 * a `login_hint` (`amara.nwosu`, or `amara.nwosu:555254240100` with a role profile id) signs that user in at once.
 */
export function signIn(call: Call<Cis2State>, parameters: URLSearchParams, fields: URLSearchParams = new URLSearchParams()): Reply {
  const request = readRequest(call, parameters)
  const onward = new URLSearchParams([...parameters].filter(([name]) => !FIELDS.includes(name)))
  if (fields.has('cancel')) return deny(request, 'Resource Owner did not authorize the request')

  const hint = parameters.get('login_hint')?.split(':')
  const name = chosen(fields, 'username') ?? hint?.[0]
  if (name !== undefined) {
    const worker = find(call, name.trim())
    // A hint that names nobody is a slip of whoever plays the browser, not of the user: it must not look like a normal page.
    if (!worker) return signInPage(call, onward, `Nobody is known by the name ${name}.`, hint ? 400 : 200)
    const assurance = satisfy(worker, request.acrValues)
    if (!assurance) return hint ? deny(request, 'The requested authentication level could not be met') : assurancePage(onward, worker)
    const role = chooseRole(request, worker, fields.get('roleId') ?? hint?.[1])
    if (role === 'ask') return rolePage(onward, worker)
    const done: SignIn = {
      userId: worker.id,
      sid: call.environment.random.uuid(),
      authTime: Math.floor(call.environment.clock.now() / 1000),
      aal: worker.aal,
      issuer: issuer(call, 'nhs-cis2'),
      ...assurance,
      ...(role && { selectedRoleId: role }),
    }
    return finish(call, request, done, beginSession(call, COOKIE, done.sid, done))
  }

  const reused = reuse(call, request)
  if (reused) return finish(call, request, reused)
  if (request.prompt.includes('none')) return sendBack(request.redirectUri, { error: 'login_required', error_description: 'The request requires login.', state: request.state })
  return signInPage(call, onward)
}

function find(call: Call, name: string): HealthcareWorker | undefined {
  const { workers } = call.environment.identity
  return workers.get(name) ?? [...workers.values()].find((worker) => worker.username === name)
}

/** The role to put into the token: only when the client wants one chosen, and only asked for when there are several. */
function chooseRole(request: AuthorizationRequest, worker: HealthcareWorker, wanted: string | undefined): string | 'ask' | undefined {
  if (!request.scopes.includes('selectedrole')) return undefined
  if (worker.roles.length <= 1) return worker.roles[0]?.id
  return worker.roles.find((role) => role.id === wanted)?.id ?? 'ask'
}

/** The sign-in of the running session, if it is good enough for this request. */
function reuse(call: Call<Cis2State>, request: AuthorizationRequest): SignIn | undefined {
  const session = currentSession(call, COOKIE, lifetimes.session)
  const worker = session && call.environment.identity.workers.get(session.signIn.userId)
  if (!worker || request.prompt.includes('login')) return undefined
  const age = call.environment.clock.now() / 1000 - session.signIn.authTime
  if (request.maxAge !== undefined && age > request.maxAge) return undefined
  const assurance = satisfy(worker, request.acrValues)
  if (!assurance) return undefined
  if (!request.scopes.includes('selectedrole')) return { ...session.signIn, ...assurance }
  const role = session.signIn.selectedRoleId ?? chooseRole(request, worker, undefined)
  return role === 'ask' ? undefined : { ...session.signIn, ...assurance, ...(role && { selectedRoleId: role }) }
}

function deny(request: AuthorizationRequest, description: string): Reply {
  return sendBack(request.redirectUri, { error: 'access_denied', error_description: description, state: request.state })
}

/** Hands the client a code for the sign-in. */
function finish(call: Call<Cis2State>, request: AuthorizationRequest, done: SignIn, headers?: Record<string, string>): Reply {
  const { environment, state } = call
  const { client, redirectUri, scopes, nonce, challenge } = request
  const code = environment.random.token(27)
  state.codes.set(code, {
    clientId: client.clientId,
    scopes,
    signIn: done,
    expiresAt: environment.clock.now() + lifetimes.codeMs,
    redirectUri,
    nonce,
    state: request.state,
    challenge,
    exchangedFor: undefined,
  })
  return sendBack(redirectUri, { code, scope: scopes.join(' '), iss: issuer(call, 'nhs-cis2'), state: request.state, client_id: client.clientId }, headers)
}
