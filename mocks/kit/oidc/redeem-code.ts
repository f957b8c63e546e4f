import { createHash } from 'node:crypto'
import type { Call } from '../call.ts'
import type { OidcClient } from './client.ts'
import type { CodeGrant, OidcState } from './grants.ts'

/** Why a code is not exchanged. Each service words its own answer. */
export type CodeProblem = 'missing' | 'unknown' | 'used' | 'expired' | 'other-client' | 'redirect-uri' | 'verifier-missing' | 'verifier-wrong'

/**
 * The grant behind the code of a token request, or why there is none. A code works once: the second time, what it was
 * exchanged for ends too. Sources: RFC 6749, section 4.1; RFC 7636, section 4.6; OpenID Connect Core, section 3.1.3.2.
 */
export function redeemCode<SignIn>(call: Call<OidcState<SignIn>>, form: URLSearchParams, client: OidcClient): CodeGrant<SignIn> | CodeProblem {
  const { state, environment } = call
  const code = form.get('code')
  if (!code) return 'missing'
  const grant = state.codes.get(code)
  if (!grant) return 'unknown'
  if (grant.exchangedFor) {
    for (const token of grant.exchangedFor) {
      state.accessTokens.delete(token)
      state.refreshTokens.delete(token)
    }
    return 'used'
  }
  if (grant.expiresAt <= environment.clock.now()) return 'expired'
  if (grant.clientId !== client.clientId) return 'other-client'
  if (grant.redirectUri !== form.get('redirect_uri')) return 'redirect-uri'
  if (grant.challenge) {
    const verifier = form.get('code_verifier')
    if (!verifier) return 'verifier-missing'
    const { method, value } = grant.challenge
    if ((method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')) !== value) return 'verifier-wrong'
  }
  return grant
}
