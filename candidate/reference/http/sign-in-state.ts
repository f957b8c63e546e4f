import { getCookie } from 'hono/cookie'
import type { MiddlewareHandler } from 'hono'
import type { RequestContext, RequestEnv } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import type { Config } from '../config/config.ts'
import { Refusal } from '../refusal.ts'
import type { Role, Session, SessionEnd } from '../session/session.ts'
import type { Work } from '../work.ts'

/** Whether users reach this system over HTTPS. */
export const isSecure = ({ listen, publicUrl }: Config) => (publicUrl ? publicUrl.startsWith('https:') : listen.tls !== undefined)

/** Name of the cookie with the session key; under HTTPS the prefix binds it to this host. */
export const sessionCookie = behaviour('session.cookieName', (config: Config) => (isSecure(config) ? '__Host-session' : 'session'))

/** What the audit trail says about the device at the other end. */
export const deviceOf = (context: RequestContext) => (context.req.header('user-agent') ?? 'unnamed device').slice(0, 200)

/** What became of the session that a request claims. */
export type Claim = { session: Session } | { ended: SessionEnd | 'unknown' | 'none'; session?: Session }

/** Looks up the session that a request claims, by cookie or as a bearer token. */
export function claimSession(context: RequestContext): Claim {
  const { sessions, config } = context.get('services')
  const bearer = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
  const key = bearer ?? getCookie(context, sessionCookie(config))
  return key ? sessions.resume(key) : { ended: 'none' }
}

/** Words for a user whose session is no more. */
export const ENDED: Record<SessionEnd | 'unknown' | 'none', string> = {
  idle: 'You were signed out because nothing happened for a while. Nothing you typed since was sent. Sign in to go on.',
  absolute:
    'You were signed out because you had been signed in for as long as is allowed. Nothing you typed since was sent. Sign in to go on.',
  'signed-out': 'You have signed out. Sign in to go on.',
  unknown: 'Your sign-in is not known here. Sign in to go on.',
  none: 'Sign in to go on.',
}

/** The role a user works in: the one they chose, with its activities and no others. */
export const roleAtWork = behaviour('session.roleAtWork', ({ roles, roleId }: Session): Role | undefined =>
  roles.find(({ id }) => id === roleId),
)

/** The work a session lets a user do; undefined until a role is chosen. */
export function workOf(context: RequestContext, session: Session): Work | undefined {
  const role = roleAtWork(session)
  return role && { services: context.get('services'), session, role, device: deviceOf(context), interaction: context.get('interaction') }
}

/** API: lets only a signed-in user in a role through. */
export const signedInApi: MiddlewareHandler<RequestEnv> = async (context, next) => {
  const claim = claimSession(context)
  if ('ended' in claim) throw new Refusal('not-signed-in', ENDED[claim.ended])
  const work = workOf(context, claim.session)
  if (!work) throw new Refusal('not-permitted', 'Choose a role first.')
  context.set('work', work)
  await next()
}

/** Where a page sends somebody whose session is no more: to the reason why, or straight to sign-in if there was none. */
export const afterSessionEnd = behaviour('session.afterEnd', (ended: SessionEnd | 'unknown' | 'none') =>
  ended === 'none' ? '/sign-in' : `/signed-out?because=${ended}`,
)

/** Pages: the same, but shows the way to sign-in or to the choice of role. */
export const signedInPage: MiddlewareHandler<RequestEnv> = async (context, next) => {
  const claim = claimSession(context)
  if ('ended' in claim) return context.redirect(afterSessionEnd(claim.ended))
  const work = workOf(context, claim.session)
  if (!work) return context.redirect('/sign-in/role')
  context.set('work', work)
  await next()
}
