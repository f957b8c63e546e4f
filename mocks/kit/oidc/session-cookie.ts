import { parse, serialize } from 'hono/utils/cookie'
import type { Call } from '../call.ts'
import type { OidcState, ProviderSession } from './grants.ts'

/** How long a session at a sign-in service lasts (ms). */
export interface SessionLimits {
  idleMs: number
  absoluteMs: number
}

/** The session that the browser's cookie holds, if it is still good. Seeing it keeps it awake. */
export function currentSession<SignIn extends { authTime: number }>(call: Call<OidcState<SignIn>>, cookie: string, limits: SessionLimits): ProviderSession<SignIn> | undefined {
  const value = parse(call.header('cookie') ?? '', cookie)[cookie]
  const session = value === undefined ? undefined : call.state.sessions.get(value)
  if (value === undefined || !session) return undefined
  const now = call.environment.clock.now()
  if (now - session.lastSeenAt > limits.idleMs || now - session.signIn.authTime * 1000 > limits.absoluteMs) {
    call.state.sessions.delete(value)
    return undefined
  }
  session.lastSeenAt = now
  return session
}

/** Begins a session and says how to set its cookie. It covers the whole environment, and no other. */
export function beginSession<SignIn>(call: Call<OidcState<SignIn>>, cookie: string, sid: string, signIn: SignIn): Record<string, string> {
  const { environment, state } = call
  const value = environment.random.token(40)
  state.sessions.set(value, { sid, signIn, lastSeenAt: environment.clock.now() })
  return { 'set-cookie': serialize(cookie, value, { path: environment.prefix, httpOnly: true, sameSite: 'Lax', secure: call.baseUrl.startsWith('https:') }) }
}
