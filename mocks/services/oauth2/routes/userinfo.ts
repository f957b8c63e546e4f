import { json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { fail } from '../errors.ts'
import type { OAuth2State } from '../state.ts'

/** What CIS2 says of a user who signed in through the platform. For tokens of no other kind. */
export const userinfo = route<OAuth2State>({
  operation: 'userinfo',
  method: 'GET',
  path: '/userinfo',
  handle: (call) => {
    const { environment, state } = call
    const token = /^Bearer (.+)$/.exec(call.header('authorization') ?? '')?.[1]
    const grant = token === undefined ? undefined : environment.identity.tokens.get(token)
    if (token === undefined || !grant || grant.expiresAt <= environment.clock.now()) {
      return fail(call, 'userinfo-token-invalid', 'the access token is absent, unknown or expired', 'authorization')
    }
    const combined = state.combined.get(token)
    const claims = combined?.provider === 'nhs-cis2' ? environment.identity.providers.get('nhs-cis2')?.userinfo(combined.accessToken) : undefined
    if (!combined || combined.provider !== 'nhs-cis2') return fail(call, 'userinfo-wrong-auth', 'the access token does not come from a combined CIS2 sign-in', 'authorization')
    if (!claims) return fail(call, 'userinfo-token-invalid', 'the session at CIS2 has ended', 'authorization')
    return json(200, claims)
  },
})
