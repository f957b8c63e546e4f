import { issuer, PLATFORM_CALLBACK, PLATFORM_CLIENT_ID, type ProviderName } from '../../../kit/oidc/provider.ts'
import { refuse } from '../../../kit/refusal.ts'
import { empty } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { fail } from '../errors.ts'
import lifetimes from '../lifetimes.json' with { type: 'json' }
import { countRequest } from '../rate-limit.ts'
import type { OAuth2State } from '../state.ts'

/** Combined authentication starts here: the platform sends the user on to CIS2, or to NHS login. */
export const authorize = route<OAuth2State>({
  operation: 'authorize',
  method: 'GET',
  path: '/authorize',
  handle: (call) => {
    const { query, environment } = call
    const clientId = query.get('client_id')
    if (clientId === null) return fail(call, 'client-id-missing', 'client_id is absent', 'query:client_id')
    const application = environment.identity.applications.get(clientId)
    if (!application) return fail(call, 'client-id-invalid', `no application has the API key ${clientId}`, 'query:client_id')
    countRequest(call, clientId)
    const redirectUri = query.get('redirect_uri')
    if (redirectUri === null) return fail(call, 'redirect-uri-missing', 'redirect_uri is absent', 'query:redirect_uri')
    if (!application.redirectUris.includes(redirectUri)) return fail(call, 'redirect-uri-invalid', `redirect_uri ${redirectUri} is not registered`, 'query:redirect_uri')

    // The proxy puts these into the Location as they are, blanks included.
    const sendBack = (rule: string, parameters: string, pointer: string): never =>
      refuse(empty(302, { location: `${redirectUri}?${parameters}` }), {
        rule: `oauth2-${rule}`,
        detail: parameters,
        clause: 'API platform OAuth 2.0 authorisation server, GET /oauth2/authorize',
        pointer,
      })
    const state = query.get('state')
    if (state === null) return sendBack('state-missing', 'error=invalid_request&error_description=state is missing', 'query:state')
    const responseType = query.get('response_type')
    if (responseType === null) return sendBack('response-type-missing', `error=invalid_request&error_description=response_type is missing&state=${state}`, 'query:response_type')
    if (responseType !== 'code') {
      return sendBack('response-type-invalid', `error=unsupported_response_type&error_description=response_type is invalid&state=${state}`, 'query:response_type')
    }

    const provider: ProviderName = query.get('scope') === 'nhs-login' ? 'nhs-login' : 'nhs-cis2'
    const own = environment.random.uuid()
    call.state.pending.set(own, { applicationId: clientId, redirectUri, state, provider, expiresAt: environment.clock.now() + lifetimes.signInMs })
    const onward = new URLSearchParams({
      response_type: 'code',
      client_id: PLATFORM_CLIENT_ID,
      redirect_uri: call.baseUrl + PLATFORM_CALLBACK,
      scope: provider === 'nhs-cis2' ? 'openid nationalrbacaccess' : 'openid profile',
      state: own,
      ...(provider === 'nhs-cis2' ? { max_age: '300', acr_values: query.get('acr_values') ?? 'AAL3_ANY' } : { nonce: environment.random.uuid(), vtr: ANY_LEVEL }),
    })
    return empty(302, { location: `${issuer(call, provider)}/authorize?${onward}` })
  },
})

/** The platform lets every level in and leaves it to the product which it takes. */
const ANY_LEVEL = JSON.stringify(['P9.Cp.Cd', 'P5.Cp.Cd', 'P0.Cp'])
