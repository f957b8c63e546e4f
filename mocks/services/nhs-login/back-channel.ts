import type { Environment } from '../../kit/environment.ts'
import { issuer, PLATFORM_CLIENT_ID, type IdentityProvider } from '../../kit/oidc/provider.ts'
import { citizenClaims } from './citizen-claims.ts'
import type { NhsLoginState } from './state.ts'
import { issueTokens } from './tokens.ts'

/** How the API platform reaches NHS login for combined authentication. */
export function backChannel(state: NhsLoginState, environment: Environment): IdentityProvider {
  const { citizens } = environment.identity
  return {
    redeem: async (call, value) => {
      const code = state.codes.get(value)
      const citizen = code && citizens.get(code.signIn.nhsNumber)
      if (!code || !citizen || code.clientId !== PLATFORM_CLIENT_ID || code.exchangedFor || code.expiresAt <= environment.clock.now()) return undefined
      const tokens = await issueTokens(state, environment, code, { issuer: issuer(call, 'nhs-login'), citizen, code })
      return 'id_token' in tokens ? { idToken: tokens.id_token, accessToken: tokens.access_token } : undefined
    },
    userinfo: (accessToken) => {
      const grant = state.accessTokens.get(accessToken)
      const citizen = grant && citizens.get(grant.signIn.nhsNumber)
      return grant && citizen && citizenClaims(citizen, grant.scopes)
    },
  }
}
