import type { Call } from '../../../kit/call.ts'
import { json, type Reply } from '../../../kit/reply.ts'
import { verifyClientSecret } from '../client-secret.ts'
import { fail } from '../errors.ts'
import { issueUserTokens, lifetime } from '../issue.ts'
import lifetimes from '../lifetimes.json' with { type: 'json' }
import type { OAuth2State } from '../state.ts'

/** Renews a user's access token. Every refresh token works once; all of them end a fixed time after the sign-in. */
export function refreshToken(call: Call<OAuth2State>, form: URLSearchParams): Reply {
  const application = verifyClientSecret(call, form)
  const token = form.get('refresh_token')
  if (token === null) return fail(call, 'refresh-token-missing', 'refresh_token is absent', '/refresh_token')
  const { state, environment } = call
  const renewing = state.refreshTokens.get(token)
  if (!renewing || renewing.holder.applicationId !== application.id) {
    return fail(call, 'refresh-token-invalid', 'the refresh token was never issued to this application, or has been used', '/refresh_token')
  }
  const now = environment.clock.now()
  if (renewing.expiresAt <= now) return fail(call, 'refresh-token-expired', 'the refresh token has expired', '/refresh_token')
  state.refreshTokens.delete(token)
  const period = lifetime(form, '_refresh_tokens_validity_ms', lifetimes.refreshPeriodMs)
  if (now - renewing.firstIssuedAt > period || period === 0) return fail(call, 'refresh-token-expired', `the sign-in is more than ${period} ms ago`, '/refresh_token')
  const { holder, provider, combined } = renewing
  return json(200, issueUserTokens(state, environment, { holder, provider, form, renewing, ...(combined && { combined }) }))
}
