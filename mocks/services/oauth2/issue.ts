import type { Environment } from '../../kit/environment.ts'
import type { Grant } from '../../kit/identity.ts'
import type { ProviderName } from '../../kit/oidc/provider.ts'
import lifetimes from './lifetimes.json' with { type: 'json' }
import type { CombinedSignIn, Holder, OAuth2State, RefreshGrant } from './state.ts'

/** A lifetime the caller may shorten with a form field, never lengthen. */
export function lifetime(form: URLSearchParams, field: string, fallback: number): number {
  const wanted = Number.parseInt(form.get(field) ?? '', 10)
  return wanted < fallback ? Math.max(0, wanted) : fallback
}

/** Seconds left, as the platform words them: a string, and a second short. */
export function seconds(ms: number): string {
  return String(Math.max(0, Math.floor((ms - 1) / 1000)))
}

/** Issues an opaque access token; every service of the environment knows it from now on. */
export function issueAccessToken(environment: Environment, holder: Holder, lifetimeMs: number = lifetimes.accessTokenMs): { token: string; grant: Grant } {
  const token = environment.random.token(28)
  const issuedAt = environment.clock.now()
  const grant = { ...holder, issuedAt, expiresAt: issuedAt + lifetimeMs } as Grant
  environment.identity.tokens.set(token, grant)
  return { token, grant }
}

interface UserTokens {
  holder: Holder
  provider: ProviderName
  form: URLSearchParams
  combined?: CombinedSignIn
  /** The refresh token that is being used up. */
  renewing?: RefreshGrant
}

/** Access and refresh token of a user, as the members of the answer that all user-restricted grants share. */
export function issueUserTokens(state: OAuth2State, environment: Environment, { holder, provider, form, combined, renewing }: UserTokens) {
  const now = environment.clock.now()
  const accessMs = lifetime(form, '_access_token_expiry_ms', lifetimes.accessTokenMs)
  const access = issueAccessToken(environment, holder, accessMs)
  const firstIssuedAt = renewing?.firstIssuedAt ?? now
  const single = lifetime(form, '_refresh_token_expiry_ms', lifetimes.refreshTokenMs[provider])
  const expiresAt = Math.min(now + single, firstIssuedAt + lifetimes.refreshPeriodMs)
  const refreshToken = environment.random.token(32)
  const count = renewing ? renewing.count + 1 : 0
  state.refreshTokens.set(refreshToken, { holder, provider, firstIssuedAt, expiresAt, count, ...(combined && { combined }) })
  if (combined) state.combined.set(access.token, combined)
  return {
    access_token: access.token,
    expires_in: seconds(accessMs),
    token_type: 'Bearer',
    refresh_token: refreshToken,
    refresh_token_expires_in: seconds(expiresAt - now),
    refresh_count: String(count),
  }
}
