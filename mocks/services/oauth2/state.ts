import type { Grant } from '../../kit/identity.ts'
import type { ProviderName } from '../../kit/oidc/provider.ts'

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** Whom a token is for, without its times. */
export type Holder = Without<Grant, 'issuedAt' | 'expiresAt'>

/** What stands behind a combined sign-in: the provider's own tokens. */
export interface CombinedSignIn {
  provider: ProviderName
  idToken: string
  accessToken: string
  /** Session at the provider, for back-channel logout. */
  sid: string | undefined
}

/** What a refresh token may renew. */
export interface RefreshGrant {
  holder: Holder
  provider: ProviderName
  /** When the user signed in and the first access token was issued (ms). */
  firstIssuedAt: number
  expiresAt: number
  count: number
  combined?: CombinedSignIn
}

/** A user on the way through a provider's sign-in. */
export interface PendingSignIn {
  applicationId: string
  redirectUri: string
  /** The caller's own state, handed back at the end. */
  state: string
  provider: ProviderName
  expiresAt: number
}

export interface IssuedCode {
  holder: Holder
  redirectUri: string
  combined: CombinedSignIn
  expiresAt: number
}

export interface OAuth2State {
  /** `<API key> <jti>` of every assertion seen, and when it may be forgotten (ms). */
  usedAssertions: Map<string, number>
  refreshTokens: Map<string, RefreshGrant>
  /** By the state the platform sends to the provider. */
  pending: Map<string, PendingSignIn>
  codes: Map<string, IssuedCode>
  /** Access tokens that came from a combined sign-in. */
  combined: Map<string, CombinedSignIn>
  /** Requests an application may make within a stretch of time; no limit when absent. */
  limit: { requests: number; perMs: number } | undefined
  /** Requests counted in the running stretch, by application. */
  counted: Map<string, { since: number; requests: number }>
}

export function createState(): OAuth2State {
  return { usedAssertions: new Map(), refreshTokens: new Map(), pending: new Map(), codes: new Map(), combined: new Map(), limit: undefined, counted: new Map() }
}
