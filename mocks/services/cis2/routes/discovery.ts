import { issuer } from '../../../kit/oidc/provider.ts'
import { json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import assurance from '../assurance.json' with { type: 'json' }
import scopes from '../scopes.json' with { type: 'json' }
import type { Cis2State } from '../state.ts'
import { ALGORITHMS } from './token.ts'

export const openidConfiguration = route<Cis2State>({
  operation: 'openidConfiguration',
  method: 'GET',
  path: '/.well-known/openid-configuration',
  handle: (call) => {
    const own = issuer(call, 'nhs-cis2')
    return json(200, {
      issuer: own,
      authorization_endpoint: `${own}/authorize`,
      token_endpoint: `${own}/access_token`,
      userinfo_endpoint: `${own}/userinfo`,
      jwks_uri: `${own}/connect/jwk_uri`,
      end_session_endpoint: `${own}/connect/endSession`,
      scopes_supported: Object.keys(scopes),
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      acr_values_supported: Object.keys(assurance.classes),
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_post', 'client_secret_basic'],
      token_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
      code_challenge_methods_supported: ['plain', 'S256'],
      claims_supported: [...new Set(Object.values(scopes).flat())],
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    })
  },
})

export const jwks = route<Cis2State>({
  operation: 'jwks',
  method: 'GET',
  path: '/connect/jwk_uri',
  handle: async (call) => json(200, await call.environment.identity.keys['nhs-cis2'].jwks()),
})
