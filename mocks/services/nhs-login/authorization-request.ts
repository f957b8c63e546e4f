import type { Call } from '../../kit/call.ts'
import { isRegistered, type OidcClient } from '../../kit/oidc/client.ts'
import { markup, page } from '../../kit/oidc/page.ts'
import { sendBack } from '../../kit/oidc/redirect.ts'
import { refuse } from '../../kit/refusal.ts'
import scopes from './scopes.json' with { type: 'json' }
import type { NhsLoginState } from './state.ts'
import { readVtr } from './vectors-of-trust.ts'

/** An authentication request in which every parameter is right. */
export interface AuthorizationRequest {
  client: OidcClient
  redirectUri: string
  /** What was asked for, without scopes that NHS login does not know. */
  scopes: string[]
  state: string
  nonce: string
  prompt: 'login' | 'none' | ''
  vtr: string[]
}

const CLAUSE = 'NHS login Interface Specification - Federation v2.1, 3.4 Authorize endpoint'
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/
const UNSUPPORTED = ['max_age', 'ui_locales', 'id_token_hint', 'acr_values']

/** Reads an authentication request. A wrong client or redirect URI is a page; everything else goes back to the client as an error. */
export function readRequest(call: Call<NhsLoginState>, parameters: URLSearchParams): AuthorizationRequest {
  const client = call.state.clients.get(parameters.get('client_id') ?? '')
  if (!client) return refusePage('unknown-client', `client_id is ${parameters.get('client_id') ?? 'absent'}`, 'query:client_id')
  const redirectUri = parameters.get('redirect_uri') ?? ''
  if (!isRegistered(client, redirectUri, call.baseUrl)) return refusePage('redirect-uri', `redirect_uri ${redirectUri || 'is absent'}, registered are ${client.redirectUris.join(', ')}`, 'query:redirect_uri')
  const { protocol, hostname } = new URL(redirectUri)
  // Loopback is let through: candidates and the hub itself may run without TLS on one machine.
  if (protocol === 'http:' && !LOOPBACK.test(hostname)) return refusePage('redirect-uri', 'redirect_uri must not use the http scheme', 'query:redirect_uri')

  const state = parameters.get('state') ?? undefined
  const fail = (error: string, description: string, parameter: string): never =>
    refuse(sendBack(redirectUri, { error, error_description: description, state }), { rule: `nhs-login-authorize-${error}`, detail: description, clause: CLAUSE, pointer: `query:${parameter}` })
  const responseType = parameters.get('response_type')
  if (responseType === null) fail('invalid_request', 'Missing response_type', 'response_type')
  if (responseType !== 'code') fail('unsupported_response_type', 'Unsupported response_type value', 'response_type')
  if ((parameters.get('response_mode') ?? 'query') !== 'query') fail('invalid_request', 'Unsupported response_mode value', 'response_mode')
  if (state === undefined) return fail('invalid_request', 'Missing state', 'state')
  const nonce = parameters.get('nonce')
  if (!nonce) return fail('invalid_request', 'Missing nonce', 'nonce')

  const requested = (parameters.get('scope') ?? '').split(' ').filter((scope) => scope in scopes)
  if (!requested.includes('openid')) fail('invalid_scope', 'scope must contain openid', 'scope')
  if (requested.includes('profile') && requested.includes('basic_demographics')) fail('invalid_scope', 'profile and basic_demographics are mutually exclusive', 'scope')
  if (requested.includes('gp_integration_credentials') && !client.im1) fail('invalid_scope', 'gp_integration_credentials is for IM1 enabled clients', 'scope')
  const prompt = parameters.get('prompt') ?? ''
  if (prompt !== '' && prompt !== 'none' && prompt !== 'login') return fail('invalid_request', 'Unsupported prompt value', 'prompt')
  const vtr = readVtr(parameters.get('vtr'))
  if (!vtr) return fail('invalid_request', 'vtr must be a JSON array of supported vectors', 'vtr')
  for (const parameter of UNSUPPORTED) {
    if (parameters.has(parameter)) call.note({ rule: 'nhs-login-unsupported-parameter', detail: `${parameter} has no effect`, clause: `${CLAUSE}, table 1.1`, pointer: `query:${parameter}` })
  }
  return { client, redirectUri, scopes: requested, state, nonce, prompt, vtr }
}

function refusePage(rule: string, detail: string, pointer: string): never {
  const reply = page(400, 'You cannot log in here', markup`<p>The service that sent you here is not set up correctly: ${detail}.</p>`)
  return refuse(reply, { rule: `nhs-login-authorize-${rule}`, detail, clause: CLAUSE, pointer })
}
