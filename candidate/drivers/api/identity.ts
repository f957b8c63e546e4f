import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { IdentityVerbs, Session, SessionDetails } from '../../port/identity.ts'
import type { SessionHandle } from '../session-handle.ts'
import { jarOf, readRefusal, type Resource } from './fhir-client.ts'
import type { CookieJar, HttpClient, Incoming } from './http.ts'

/** Signs in as a browser would, but without one: follows the redirects to CIS2 and back, and keeps the session cookie. */
export function apiIdentity(http: HttpClient): IdentityVerbs {
  const describe = async (session: Session): Promise<Answer<SessionDetails>> => {
    const verb = 'identity.describe'
    const incoming = await http.send({ verb, method: 'GET', url: 'api/session', headers: { accept: 'application/json' }, jar: jarOf(session) })
    const body = readJson(incoming, verb)
    return incoming.status === 200 ? done(sessionDetails(body, incoming)) : readRefusal(incoming, body as Resource, verb)
  }

  return {
    async signIn(worker, options = {}) {
      const verb = 'identity.signIn'
      const jar: CookieJar = new Map()
      const session: Session = { worker, handle: { jar } satisfies SessionHandle }
      const html = { accept: 'text/html' }
      const toProvider = await http.follow({ verb, method: 'GET', url: 'sign-in', headers: html, jar }, (url) => url.searchParams.has('client_id') && url.searchParams.has('response_type'))
      if (!toProvider.stoppedAt) {
        throw new CandidateFault(`The candidate's sign-in does not lead to CIS2: expected a redirect to an authorisation endpoint, saw status ${toProvider.status} at ${toProvider.url}.`, {
          exchange: toProvider.exchange,
        })
      }
      // The mocked CIS2 takes the user's name as a hint, so that nobody has to fill in its page.
      toProvider.stoppedAt.searchParams.set('login_hint', worker.username)
      const back = await http.follow({ verb, method: 'GET', url: toProvider.stoppedAt.href, headers: html, jar })
      if (back.url.includes('/sign-in/role') && options.roleId) {
        await http.follow({
          verb,
          method: 'POST',
          url: 'sign-in/role',
          headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ roleId: options.roleId, ...hiddenFields(back.body) }).toString(),
          jar,
        })
      }
      const details = await describe(session)
      return details.ok ? done(session) : details
    },
    async signOut(session) {
      const verb = 'identity.signOut'
      const page = await http.send({ verb, method: 'GET', url: '', headers: { accept: 'text/html' }, jar: jarOf(session) })
      const incoming = await http.send({
        verb,
        method: 'POST',
        url: 'sign-out',
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(hiddenFields(page.body)).toString(),
        jar: jarOf(session),
      })
      if (incoming.status < 400) return done(undefined)
      throw new CandidateFault(`The candidate did not sign out: status ${incoming.status}.`, { exchange: incoming.exchange })
    },
    describe,
    async switchRole(session, roleId) {
      const verb = 'identity.switchRole'
      const incoming = await http.send({
        verb,
        method: 'PUT',
        url: 'api/session/role',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({ roleId }),
        jar: jarOf(session),
      })
      const body = readJson(incoming, verb)
      return incoming.status === 200 ? done(sessionDetails(body, incoming)) : readRefusal(incoming, body as Resource, verb)
    },
    copyCredentials: (session) => ({ worker: session.worker, handle: { jar: new Map([...jarOf(session)].map(([origin, cookies]) => [origin, new Map(cookies)])) } satisfies SessionHandle }),
  }
}

/** Hidden form fields (a CSRF token) that a browser would send back. */
function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1]
    if (name) fields[name] = /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  return fields
}

function readJson(incoming: Incoming, verb: string): unknown {
  try {
    return JSON.parse(incoming.body)
  } catch (cause) {
    throw new CandidateFault(`The candidate's answer (${verb}, status ${incoming.status}) is not JSON: "${incoming.body.slice(0, 200)}".`, { exchange: incoming.exchange, cause })
  }
}

function sessionDetails(body: unknown, incoming: Incoming): SessionDetails {
  const { user, role, roles, idleTimeoutSeconds } = (body ?? {}) as {
    user?: { id?: string; name?: string }
    role?: { id?: string; name?: string; organisation?: string }
    roles?: { id?: string }[]
    idleTimeoutSeconds?: number
  }
  if (!user?.id || !role?.id) {
    throw new CandidateFault(`The candidate's session does not say who is signed in, and in which role: expected user.id and role.id, saw ${incoming.body.slice(0, 200)}.`, {
      exchange: incoming.exchange,
    })
  }
  return {
    userId: user.id,
    displayName: user.name ?? '',
    roleId: role.id,
    roleName: role.name ?? '',
    organisation: role.organisation ?? '',
    availableRoleIds: (roles ?? []).flatMap((each) => (each.id ? [each.id] : [])),
    idleTimeoutSeconds: idleTimeoutSeconds ?? Number.NaN,
  }
}
