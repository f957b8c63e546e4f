import type { Environment } from '../../kit/environment.ts'
import { endSession } from '../../kit/oidc/grants.ts'
import { sign } from '../../kit/jwt.ts'
import type { Cis2State, SignIn } from './state.ts'

/** What became of telling a client that a session has ended. */
export interface LogoutDelivery {
  clientId: string
  url: string
  logoutToken: string
  /** The client's answer; absent when none came. */
  status?: number
  error?: string
}

/** How long a client may take to answer. */
const PATIENCE_MS = 10_000

/** Ends a session with all its tokens and tells the clients that took part. Source: OpenID Connect Back-Channel Logout 1.0. */
export async function logOut(state: Cis2State, environment: Environment, session: Pick<SignIn, 'sid' | 'userId' | 'issuer'>, except?: string): Promise<LogoutDelivery[]> {
  const clients = endSession(state, session.sid).flatMap((clientId) => state.clients.get(clientId) ?? [])
  const deliveries = clients.map(async ({ clientId, backchannelLogoutUri: uri }): Promise<LogoutDelivery[]> => {
    if (!uri || clientId === except) return []
    const logoutToken = await logoutTokenFor(environment, session, clientId)
    const url = uri.startsWith('/') ? new URL(session.issuer).origin + environment.prefix + uri : uri
    return [{ clientId, url, logoutToken, ...(await deliver(url, logoutToken)) }]
  })
  return (await Promise.all(deliveries)).flat()
}

async function logoutTokenFor(environment: Environment, { sid, userId, issuer }: Pick<SignIn, 'sid' | 'userId' | 'issuer'>, clientId: string): Promise<string> {
  const key = await environment.identity.keys['nhs-cis2'].current()
  const iat = Math.floor(environment.clock.now() / 1000)
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  return sign({ iss: issuer, sub: userId, aud: clientId, iat, exp: iat + 120, jti: environment.random.uuid(), sid, events }, { alg: 'RS256', typ: 'JWT', kid: key.kid }, key.privateKey)
}

async function deliver(url: string, logoutToken: string): Promise<Pick<LogoutDelivery, 'status' | 'error'>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: logoutToken }).toString(),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    await response.body?.cancel()
    return { status: response.status }
  } catch (error) {
    const { message, cause } = error as Error
    return { error: cause instanceof Error ? `${message}: ${cause.message}` : message }
  }
}
