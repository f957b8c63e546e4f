import type { Environment } from '../../kit/environment.ts'
import { issuer, PLATFORM_CLIENT_ID, type IdentityProvider } from '../../kit/oidc/provider.ts'
import type { Cis2State } from './state.ts'
import { issueTokens } from './tokens.ts'
import { userClaims } from './user-claims.ts'

/** How the API platform reaches CIS2 for combined authentication. */
export function backChannel(state: Cis2State, environment: Environment): IdentityProvider {
  return {
    redeem: async (call, code) => {
      const grant = state.codes.get(code)
      if (!grant || grant.clientId !== PLATFORM_CLIENT_ID || grant.exchangedFor || grant.expiresAt <= environment.clock.now()) return undefined
      const tokens = await issueTokens(state, environment, grant, { issuer: issuer(call, 'nhs-cis2'), code: { value: code, grant } })
      return { idToken: tokens.id_token, accessToken: tokens.access_token }
    },
    userinfo: (accessToken) => {
      const grant = state.accessTokens.get(accessToken)
      const worker = grant && environment.identity.workers.get(grant.signIn.userId)
      return grant && worker && userClaims(worker, grant.signIn, grant.scopes)
    },
  }
}
