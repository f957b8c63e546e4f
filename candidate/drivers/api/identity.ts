import { done, refused, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Credential, IdentityVerbs, Session, SessionDetails, Worker } from '../../port/identity.ts'
import { handleOf, type SessionHandle } from '../session-handle.ts'
import { jarOf, readRefusal, type Resource } from './fhir-client.ts'
import { hiddenFields, wordsOfPage } from './html.ts'
import type { CookieJar, HttpClient, Incoming } from './http.ts'
import { misshapen } from './misshapen.ts'

const HTML = { accept: 'text/html' }
const FORM = { ...HTML, 'content-type': 'application/x-www-form-urlencoded' }

/** Signs in as a browser would, but without one: follows the redirects to CIS2 and back, and keeps the session cookie. */
export function apiIdentity(http: HttpClient): IdentityVerbs {
  const verb = 'identity.signIn'

  const describe = async (session: Session): Promise<Answer<SessionDetails>> => {
    const incoming = await http.send({ verb: 'identity.describe', method: 'GET', url: 'api/session', headers: { accept: 'application/json' }, jar: jarOf(session) })
    const body = readJson(incoming, 'identity.describe')
    return incoming.status === 200 ? done(sessionDetails(body, incoming)) : readRefusal(incoming, body as Resource, 'identity.describe')
  }

  /** To CIS2 and through it; gives the address to which CIS2 sends the browser. */
  const throughCis2 = async (worker: Worker, jar: CookieJar, turnBack = false): Promise<URL> => {
    const toProvider = await http.follow({ verb, method: 'GET', url: 'sign-in', headers: HTML, jar }, (url) => url.searchParams.has('client_id') && url.searchParams.has('response_type'))
    const address = toProvider.stoppedAt
    if (!address) {
      throw new CandidateFault(`The candidate's sign-in does not lead to CIS2: expected a redirect to an authorisation endpoint, saw status ${toProvider.status} at ${toProvider.url}.`, {
        exchange: toProvider.exchange,
      })
    }
    const home = address.searchParams.get('redirect_uri') ?? ''
    // The mocked CIS2 takes the user's name as a hint, so that nobody has to fill in its page.
    if (!turnBack) address.searchParams.set('login_hint', worker.username)
    const back = await http.follow(
      { verb, url: address.href, jar, ...(turnBack ? { method: 'POST', headers: FORM, body: 'cancel=yes' } : { method: 'GET', headers: HTML }) },
      (url) => url.href.startsWith(home),
    )
    if (back.stoppedAt) return back.stoppedAt
    throw new CandidateFault(`CIS2 did not send the browser back: it answered ${back.status}. What the candidate asked for is in the address.`, { exchange: back.exchange })
  }

  /** Back to the candidate with CIS2's answer, and through the choice of a role. */
  const comeBack = async (session: Session, returnAddress: string, roleId?: string): Promise<Answer<Session>> => {
    const { jar } = handleOf(session)
    let page = await http.follow({ verb, method: 'GET', url: returnAddress, headers: HTML, jar })
    if (page.url.includes('/sign-in/role') && roleId) {
      page = await http.follow({ verb, method: 'POST', url: 'sign-in/role', headers: FORM, body: new URLSearchParams({ roleId, ...hiddenFields(page.body) }).toString(), jar })
    }
    const details = await describe(session)
    if (details.ok) return done(session)
    // The page is what the user sees; the API's words are about a session that there never was.
    return refused(details.reason, wordsOfPage(page.body) ?? details.message)
  }

  return {
    async signIn(worker, { roleId, inBrowserOf, turnBack } = {}) {
      const jar: CookieJar = inBrowserOf ? jarOf(inBrowserOf) : new Map()
      const returnAddress = await throughCis2(worker, jar, turnBack)
      return comeBack(sessionIn(worker, jar), returnAddress.href, roleId)
    },
    async pauseSignIn(worker) {
      const jar: CookieJar = new Map()
      const returnAddress = await throughCis2(worker, jar)
      return { worker, returnAddress: returnAddress.href, handle: { jar } satisfies SessionHandle }
    },
    resumeSignIn: ({ worker, returnAddress, handle }, browser) => comeBack(sessionIn(worker, browser === 'same' ? (handle as SessionHandle).jar : new Map()), returnAddress),
    async signOut(session) {
      const page = await http.send({ verb: 'identity.signOut', method: 'GET', url: '', headers: HTML, jar: jarOf(session) })
      const incoming = await http.send({
        verb: 'identity.signOut',
        method: 'POST',
        url: 'sign-out',
        headers: FORM,
        body: new URLSearchParams(hiddenFields(page.body)).toString(),
        jar: jarOf(session),
      })
      if (incoming.status < 400) return done(undefined)
      throw new CandidateFault(`The candidate did not sign out: status ${incoming.status}.`, { exchange: incoming.exchange })
    },
    describe,
    async switchRole(session, roleId) {
      const incoming = await http.send({
        verb: 'identity.switchRole',
        method: 'PUT',
        url: 'api/session/role',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({ roleId }),
        jar: jarOf(session),
      })
      const body = readJson(incoming, 'identity.switchRole')
      return incoming.status === 200 ? done(sessionDetails(body, incoming)) : readRefusal(incoming, body as Resource, 'identity.switchRole')
    },
    copyCredentials: ({ worker, handle }) => sessionIn(worker, copyOf((handle as SessionHandle).jar)),
    async credentials(session) {
      const all = [...jarOf(session)].flatMap(([origin, cookies]) => [...cookies].map(([name, { value: _value, ...flags }]) => ({ origin, name, ...flags })))
      const needed: Credential[] = []
      for (const { origin, ...credential } of all) {
        const without = sessionIn(session.worker, copyOf(jarOf(session)))
        jarOf(without).get(origin)?.delete(credential.name)
        if (!(await describe(without)).ok) needed.push(credential)
      }
      return needed
    },
  }
}

const sessionIn = (worker: Worker, jar: CookieJar): Session => ({ worker, handle: { jar } satisfies SessionHandle })

const copyOf = (jar: CookieJar): CookieJar => new Map([...jar].map(([origin, cookies]) => [origin, new Map(cookies)]))

function readJson(incoming: Incoming, verb: string): unknown {
  try {
    return JSON.parse(incoming.body)
  } catch (cause) {
    throw new CandidateFault(`The candidate's answer (${verb}, status ${incoming.status}) is not JSON: "${incoming.body.slice(0, 200)}".`, { exchange: incoming.exchange, cause })
  }
}

function sessionDetails(body: unknown, incoming: Incoming): SessionDetails {
  const wrong = misshapen(body, 'Session')
  if (wrong !== undefined) {
    throw new CandidateFault(`The candidate's session does not say as agreed who is signed in, and in which role: ${wrong}, saw ${incoming.body.slice(0, 200)}.`, { exchange: incoming.exchange })
  }
  const { user, role, roles, idleTimeoutSeconds } = body as {
    user: { id: string; name?: string }
    role: { id: string; name?: string; organisation?: string }
    roles?: { id: string }[]
    idleTimeoutSeconds?: number
  }
  return {
    userId: user.id,
    displayName: user.name ?? '',
    roleId: role.id,
    roleName: role.name ?? '',
    organisation: role.organisation ?? '',
    availableRoleIds: (roles ?? []).map(({ id }) => id),
    idleTimeoutSeconds: idleTimeoutSeconds ?? Number.NaN,
  }
}
