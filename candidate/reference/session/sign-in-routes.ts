import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import type { RequestContext, Routes } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import type { Config } from '../config/config.ts'
import { claimSession, deviceOf, ENDED, isSecure, roleAtWork, sessionCookie } from '../http/sign-in-state.ts'
import { formIsOurs, readForm } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { rolesHere } from './identity.ts'
import { startAttempt, takeAttempt } from './sign-in-attempts.ts'
import { endOnSignOut } from './sessions.ts'
import type { Session, User } from './session.ts'

const ATTEMPT_COOKIE = 'sign-in-attempt'

/** Whether the answer from CIS2 comes to the browser that asked: its state is the one this browser was given. */
export const attemptIsOurs = behaviour(
  'session.attemptIsOurs',
  (stateInBrowser: string | undefined, stateInAnswer: string) => stateInBrowser === stateInAnswer,
)

/** How a browser keeps the session key: out of reach of scripts, over HTTPS only, not for other sites, gone with the window. */
export const sessionCookieFlags = behaviour('session.cookieFlags', (config: Config): CookieOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'Lax',
  secure: isSecure(config),
}))

/** Signing in and out. Source: NHS CIS2 OpenID Connect, authorisation code flow. */
export function signInRoutes(routes: Routes): void {
  routes.get('/sign-in', async (context) => {
    const services = context.get('services')
    const { config } = services
    const redirectUri = config.cis2.redirectUri ?? `${config.publicUrl ?? new URL(context.req.url).origin}/sign-in/callback`
    const attempt = startAttempt(services, redirectUri)
    const location = await services.cis2.authorisationUrl(attempt)
    setCookie(context, ATTEMPT_COOKIE, attempt.state, {
      path: '/sign-in',
      httpOnly: true,
      sameSite: 'Lax',
      secure: isSecure(config),
      maxAge: 600,
    })
    return context.redirect(location)
  })

  routes.get('/sign-in/callback', async (context) => {
    const came: { user?: User } = {}
    try {
      return await completeSignIn(context, came)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      auditFailedSignIn(context, error, came.user)
      return afterFailedSignIn(context, error)
    }
  })

  routes.get('/sign-in/role', (context) => {
    const claim = claimSession(context)
    return 'ended' in claim ? context.redirect('/sign-in') : roleChoice(context, claim.session)
  })

  routes.post('/sign-in/role', async (context) => {
    const claim = claimSession(context)
    if ('ended' in claim) return context.redirect('/sign-in')
    const { formToken = '', roleId = '' } = await readForm(context)
    if (!formIsOurs(claim.session, formToken) || !claim.session.roles.some(({ id }) => id === roleId))
      return roleChoice(context, claim.session, 'Choose one of your roles')
    chooseRole(context, claim.session, roleId)
    return context.redirect('/', 303)
  })

  routes.post('/sign-out', async (context) => {
    const { audit, sessions, config, platform } = context.get('services')
    const claim = claimSession(context)
    if ('session' in claim && !('ended' in claim)) {
      const { formToken = '' } = await readForm(context)
      // An API client signs out with its key in the header; a browser has to show that the click was on our page.
      const isBearer = context.req.header('authorization') !== undefined
      if (!isBearer && !formIsOurs(claim.session, formToken))
        throw new Refusal('invalid', 'This page is no longer valid. You are still signed in. Load the page again and sign out.')
      const role = roleAtWork(claim.session)
      endOnSignOut(sessions, claim.session.id)
      platform.forget({ session: claim.session })
      audit.record({
        event: 'sign-out',
        action: 'E',
        outcome: 'done',
        agent: { user: claim.session.user, ...(role && { role }), device: deviceOf(context) },
        interaction: context.get('interaction'),
      })
    }
    deleteCookie(context, sessionCookie(config), { path: '/', secure: isSecure(config) })
    return context.redirect('/signed-out', 303)
  })

  routes.get('/signed-out', (context) => {
    const because = context.req.query('because')
    const known = because === 'idle' || because === 'absolute' || because === 'unknown' ? because : 'signed-out'
    return context
      .get('services')
      .pages.render(context, 'pages/templates/signed-out.njk', { title: 'You are signed out', text: ENDED[known] })
  })
}

/** What the user gets to see when a sign-in failed: why, and a way to start again. Never a session. */
export const afterFailedSignIn = behaviour('session.afterFailedSignIn', (_context: RequestContext, refusal: Refusal): Response => {
  throw refusal
})

/** Makes a session of CIS2's answer. `came` learns who it was as soon as that is sure. */
async function completeSignIn(context: RequestContext, came: { user?: User }): Promise<Response> {
  const services = context.get('services')
  const { config, audit, sessions, cis2 } = services
  const { state = '', code = '', error } = context.req.query()
  const stateInBrowser = getCookie(context, ATTEMPT_COOKIE)
  deleteCookie(context, ATTEMPT_COOKIE, { path: '/sign-in' })
  const attempt = attemptIsOurs(stateInBrowser, state) ? takeAttempt(services, state) : undefined
  if (!attempt) throw new Refusal('not-signed-in', 'This sign-in was not started here, or too long ago. Start again.')
  if (error || !code)
    throw new Refusal('not-signed-in', 'You did not complete NHS sign-in. Start again.', {
      cause: new Error(`CIS2: ${error ?? 'no code'}`),
    })

  const { user, roles: everywhere, idToken } = await cis2.redeem(code, attempt)
  came.user = user
  const roles = rolesHere(everywhere, config.practice.odsCode)
  const [first, ...others] = roles
  if (!first)
    throw new Refusal('not-permitted', `You have no role at ${config.practice.name}, so you cannot sign in here. Ask the practice manager.`)
  // Whoever used this browser before has left it.
  const earlier = claimSession(context)
  if (!('ended' in earlier)) sessions.end(earlier.session.id, 'signed-out')
  const { key } = sessions.start(
    { user, roles, idToken, ...(others.length === 0 && { roleId: first.id }) },
    getCookie(context, sessionCookie(config)),
  )
  const agent = { user, device: deviceOf(context), ...(others.length === 0 && { role: first }) }
  audit.record({ event: 'sign-in', action: 'E', outcome: 'done', agent, interaction: context.get('interaction') })
  setCookie(context, sessionCookie(config), key, sessionCookieFlags(config))
  return context.redirect(others.length === 0 ? '/' : '/sign-in/role')
}

/** A sign-in that failed is written down like one that did not; who it was, only if CIS2 has said so. */
function auditFailedSignIn(context: RequestContext, { code, status, cause }: Refusal, user: User | undefined): void {
  context.get('services').audit.record({
    event: 'sign-in',
    action: 'E',
    outcome: status >= 500 ? 'failed' : 'refused',
    agent: { ...(user ? { user } : { system: 'not signed in' }), device: deviceOf(context) },
    detail: { code, cause: cause instanceof Error ? cause.message.slice(0, 300) : undefined },
    interaction: context.get('interaction'),
  })
}

/** Takes up one of the session's roles, and writes that down. */
export function chooseRole(context: RequestContext, session: Session, roleId: string): Session {
  const { audit, sessions } = context.get('services')
  const role = session.roles.find(({ id }) => id === roleId)
  if (!role) throw new Refusal('not-permitted', 'That is none of your roles at this practice.')
  const chosen = sessions.chooseRole(session, roleId)
  audit.record({
    event: 'role-chosen',
    action: 'E',
    outcome: 'done',
    agent: { user: session.user, role, device: deviceOf(context) },
    interaction: context.get('interaction'),
  })
  return chosen
}

function roleChoice(context: RequestContext, { roles, roleId, formToken }: Session, error?: string): Response {
  const roleItems = roles.map(({ id, name, code }) => ({ value: id, text: name, hint: { text: code }, checked: id === roleId }))
  const data = { title: 'Choose your role', roleItems, formToken, roleError: error && { text: error } }
  return context.get('services').pages.render(context, 'pages/templates/choose-role.njk', data, error ? 400 : 200)
}
