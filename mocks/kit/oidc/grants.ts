import type { IdTokenFlaw } from './id-token-flaws.ts'
import type { OidcClient } from './client.ts'

/** What a client may know of a sign-in, until when (ms). */
export interface OidcGrant<SignIn> {
  clientId: string
  scopes: string[]
  signIn: SignIn
  expiresAt: number
}

/** An authorisation code and what it is bound to. */
export interface CodeGrant<SignIn> extends OidcGrant<SignIn> {
  redirectUri: string
  nonce: string | undefined
  state: string | undefined
  challenge: { value: string; method: 'plain' | 'S256' } | undefined
  /** Tokens it was exchanged for; they end when the code comes a second time. */
  exchangedFor: string[] | undefined
}

/** A user's session at the sign-in service, held by a cookie. */
export interface ProviderSession<SignIn> {
  /** Session id in tokens. */
  sid: string
  signIn: SignIn
  lastSeenAt: number
}

/** What a sign-in service keeps in an environment. `SignIn` is what it remembers of who signed in, and how. */
export interface OidcState<SignIn> {
  clients: Map<string, OidcClient>
  codes: Map<string, CodeGrant<SignIn>>
  accessTokens: Map<string, OidcGrant<SignIn>>
  refreshTokens: Map<string, OidcGrant<SignIn>>
  /** By value of the cookie. */
  sessions: Map<string, ProviderSession<SignIn>>
  /** `<client id> <jti>` of client assertions seen, and when they may be forgotten (ms). */
  usedAssertions: Map<string, number>
  /** Flaws that the next ID tokens will have. */
  flaws: IdTokenFlaw[]
}

export function createOidcState<SignIn>(clients: OidcClient[] = []): OidcState<SignIn> {
  return {
    clients: new Map(clients.map((client) => [client.clientId, client])),
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    sessions: new Map(),
    usedAssertions: new Map(),
    flaws: [],
  }
}

/** Forgets a session and all that was granted in it. Returns the clients that were told of it. */
export function endSession<SignIn extends { sid: string }>(state: OidcState<SignIn>, sid: string): string[] {
  const clients = new Set<string>()
  for (const [cookie, session] of state.sessions) if (session.sid === sid) state.sessions.delete(cookie)
  for (const grants of [state.codes, state.accessTokens, state.refreshTokens]) {
    for (const [token, grant] of grants) {
      if (grant.signIn.sid !== sid) continue
      clients.add(grant.clientId)
      grants.delete(token)
    }
  }
  return [...clients]
}
