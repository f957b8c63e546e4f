import type { Call } from '../../kit/call.ts'
import { isRegistered, type OidcClient } from '../../kit/oidc/client.ts'
import { markup, page } from '../../kit/oidc/page.ts'
import { sendBack } from '../../kit/oidc/redirect.ts'
import { refuse } from '../../kit/refusal.ts'
import scopes from './scopes.json' with { type: 'json' }
import type { Cis2State } from './state.ts'

/** An authentication request in which every parameter is right. */
export interface AuthorizationRequest {
  client: OidcClient
  redirectUri: string
  scopes: string[]
  state: string | undefined
  nonce: string | undefined
  challenge: { value: string; method: 'plain' | 'S256' } | undefined
  prompt: string[]
  /** Seconds since authentication that the client accepts. */
  maxAge: number | undefined
  acrValues: string | undefined
}

const CLAUSE = 'NHS CIS2 Authentication, OpenID Connect guidance, authentication request'

/**
 * Reads an authentication request. What cannot be sent back safely (client, redirect URI) is a page; everything else
 * goes back to the client as an error. Source: OpenID Connect Core 1.0, sections 3.1.2.1, 3.1.2.2 and 3.1.2.6.
 */
export function readRequest(call: Call<Cis2State>, parameters: URLSearchParams): AuthorizationRequest {
  const client = call.state.clients.get(parameters.get('client_id') ?? '')
  if (!client) return refusePage('unknown-client', `client_id is ${parameters.get('client_id') ?? 'absent'}`, 'query:client_id')
  const redirectUri = parameters.get('redirect_uri') ?? ''
  if (!isRegistered(client, redirectUri, call.baseUrl)) return refusePage('redirect-uri-mismatch', `redirect_uri ${redirectUri || 'is absent'}, registered are ${client.redirectUris.join(', ')}`, 'query:redirect_uri')

  const state = parameters.get('state') ?? undefined
  const fail = (error: string, description: string, parameter: string): never =>
    refuse(sendBack(redirectUri, { error, error_description: description, state }), { rule: `cis2-authorize-${error}`, detail: description, clause: CLAUSE, pointer: `query:${parameter}` })

  const responseType = parameters.get('response_type')
  if (responseType === null) fail('invalid_request', "Missing parameter, 'response_type'", 'response_type')
  if (responseType !== 'code') fail('unsupported_response_type', 'Response type is not supported', 'response_type')
  const requested = (parameters.get('scope') ?? '').split(' ').filter(Boolean)
  if (!requested.includes('openid')) fail('invalid_scope', "Missing expected scope, 'openid'", 'scope')
  const unknown = requested.filter((scope) => !(scope in scopes))
  if (unknown.length > 0) fail('invalid_scope', `Unknown/invalid scope(s): [${unknown.join(', ')}]`, 'scope')

  const challengeValue = parameters.get('code_challenge')
  const method = parameters.get('code_challenge_method') ?? 'plain'
  if (challengeValue !== null && method !== 'plain' && method !== 'S256') fail('invalid_request', "Invalid value for 'code_challenge_method'", 'code_challenge_method')
  const prompt = (parameters.get('prompt') ?? '').split(' ').filter(Boolean)
  if (prompt.includes('none') && prompt.length > 1) fail('invalid_request', "Invalid value for 'prompt': none stands alone", 'prompt')
  const maxAge = parameters.get('max_age') ?? undefined
  if (maxAge !== undefined && !/^\d+$/.test(maxAge)) fail('invalid_request', "Invalid value for 'max_age'", 'max_age')

  const nonce = parameters.get('nonce') ?? undefined
  if (state === undefined && nonce === undefined && challengeValue === null) {
    call.note({
      rule: 'cis2-sign-in-unbound',
      detail: 'neither state nor nonce nor code_challenge is there: anybody\'s sign-in could be slipped to the user',
      clause: 'RFC 6749, section 10.12: a client must protect its redirection endpoint from cross-site request forgery',
      pointer: 'query:state',
    })
  }
  return {
    client,
    redirectUri,
    scopes: requested,
    state,
    nonce,
    challenge: challengeValue === null ? undefined : { value: challengeValue, method: method as 'plain' | 'S256' },
    prompt,
    maxAge: maxAge === undefined ? undefined : Number(maxAge),
    acrValues: parameters.get('acr_values') ?? undefined,
  }
}

function refusePage(rule: string, detail: string, pointer: string): never {
  const reply = page(400, 'Sign-in cannot start', markup`<p>The application that sent you here is not set up correctly: ${detail}.</p>`)
  return refuse(reply, { rule: `cis2-authorize-${rule}`, detail, clause: CLAUSE, pointer })
}
