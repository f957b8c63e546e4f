import { issuer } from '../../../kit/oidc/provider.ts'
import { json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import scopes from '../scopes.json' with { type: 'json' }
import type { NhsLoginState } from '../state.ts'
import vectors from '../vectors.json' with { type: 'json' }

export const openidConfiguration = route<NhsLoginState>({
  operation: 'openidConfiguration',
  method: 'GET',
  path: '/.well-known/openid-configuration',
  handle: (call) => {
    const own = issuer(call, 'nhs-login')
    return json(200, {
      issuer: own,
      authorization_endpoint: `${own}/authorize`,
      token_endpoint: `${own}/token`,
      userinfo_endpoint: `${own}/userinfo`,
      jwks_uri: `${own}/.well-known/jwks.json`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      subject_types_supported: ['pairwise'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['RS512'],
      id_token_signing_alg_values_supported: ['RS512'],
      scopes_supported: Object.keys(scopes),
      claims_supported: ['iss', 'sub', 'aud', ...new Set(Object.values(scopes).flat())],
    })
  },
})

export const jwks = route<NhsLoginState>({
  operation: 'jwks',
  method: 'GET',
  path: '/.well-known/jwks.json',
  handle: async (call) => json(200, await call.environment.identity.keys['nhs-login'].jwks()),
})

/** What the vectors of trust of this service can say; the `vtm` of its tokens leads here. */
export const trustmark = route<NhsLoginState>({
  operation: 'trustmark',
  method: 'GET',
  path: '/trustmark/:domain',
  handle: (call) => {
    const own = `${issuer(call, 'nhs-login')}/`
    return json(200, { idp: own, trustmark_provider: own, ...vectors.trustmark })
  },
})
