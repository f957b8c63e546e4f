import { createHash } from 'node:crypto'
import { createRemoteJWKSet, customFetch, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import { behaviour } from '../behaviour.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { ASSERTION_TYPE, clientAssertion } from '../national/client-assertion.ts'
import { isObject, parseJson, type JsonObject } from '../national/json.ts'
import { OutgoingFailure, type Outgoing, type OutgoingRequest } from '../national/outgoing.ts'
import { Refusal } from '../refusal.ts'
import { assuranceSuffices, verifyIdToken } from './id-token.ts'
import { readIdentity, type Identity } from './identity.ts'

/** One sign-in under way: what must come back unchanged. */
export interface SignInAttempt {
  state: string
  nonce: string
  /** PKCE code verifier (RFC 7636). */
  verifier: string
  redirectUri: string
}

/** NHS Care Identity Service 2: signs staff in. */
export interface Cis2 {
  /** Where to send the browser. */
  authorisationUrl(attempt: SignInAttempt): Promise<string>
  /** Turns the code that came back into a verified identity. */
  redeem(code: string, attempt: SignInAttempt): Promise<Identity>
}

interface Provider {
  authorize: string
  token: string
  userinfo: string
  algorithms: string[]
  keys: JWTVerifyGetKey
}

const FORM = 'application/x-www-form-urlencoded'

/** What CIS2 is asked for: a code bound to this browser (state), this sign-in (nonce) and this system (PKCE), at AAL2 or AAL3. */
export const authorisationParameters = behaviour(
  'session.authorisationParameters',
  (clientId: string, { state, nonce, verifier, redirectUri }: SignInAttempt): Record<string, string> => ({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile nationalrbacaccess',
    acr_values: 'AAL2_OR_AAL3_ANY',
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }),
)

/**
 * The keys with which CIS2 signs. Fetched again as soon as a token names one that is not known: CIS2 changes its keys. No
 * pause between fetches is needed, since tokens come from CIS2 itself and nobody else can make us fetch.
 */
export const signingKeys = behaviour('session.signingKeys', (address: URL, fetch: (url: string) => Promise<Response>): JWTVerifyGetKey =>
  createRemoteJWKSet(address, { [customFetch]: fetch, cooldownDuration: 0 }),
)

/** What userinfo says of the user. There is no other source: without it nobody knows the user's roles today. */
export const userinfoOf = behaviour(
  'session.userinfoOf',
  (fetchUserinfo: () => Promise<JsonObject>, _claims: JWTPayload): Promise<JsonObject> => fetchUserinfo(),
)

/** Authorisation code flow with PKCE and private_key_jwt. Source: NHS CIS2 OpenID Connect; OpenID Connect Core 3.1. */
export function createCis2({ config, clock, outgoing }: { config: Config; clock: Clock; outgoing: Outgoing }): Cis2 {
  const { issuer, clientId, privateKey, keyId } = config.cis2
  let discovered: Promise<Provider> | undefined

  const fetchJson = async (request: OutgoingRequest): Promise<JsonObject> => {
    const { status, text } = await outgoing.send(request).catch((error: unknown) => {
      if (!(error instanceof OutgoingFailure)) throw error
      const code = error.kind === 'timeout' ? 'national-timeout' : 'national-unavailable'
      throw new Refusal(code, 'NHS sign-in (CIS2) cannot be reached at the moment. Try again in a few minutes.', { cause: error })
    })
    const body = parseJson(text)
    if (status >= 500)
      throw new Refusal('national-unavailable', 'NHS sign-in (CIS2) is not available at the moment. Try again in a few minutes.', {
        cause: new Error(`${request.url}: ${status}`),
      })
    if (status >= 400)
      throw notSignedIn('NHS sign-in (CIS2) did not accept this sign-in.', new Error(`${request.url}: ${status} ${text.slice(0, 500)}`))
    if (!isObject(body))
      throw new Refusal('national-unreadable', 'NHS sign-in (CIS2) gave an answer that cannot be read. Try again later.', {
        cause: new Error(request.url),
      })
    return body
  }

  const discover = (): Promise<Provider> => {
    discovered ??= fetchJson({ url: `${issuer}/.well-known/openid-configuration` }).then((found) => providerOf(found, issuer, outgoing))
    discovered.catch(() => (discovered = undefined))
    return discovered
  }

  return {
    authorisationUrl: async (attempt) => {
      const url = new URL((await discover()).authorize)
      for (const [name, value] of Object.entries(authorisationParameters(clientId, attempt))) url.searchParams.set(name, value)
      return url.href
    },

    redeem: async (code, { nonce, verifier, redirectUri }) => {
      const provider = await discover()
      const algorithm = provider.algorithms.find((name) => name === 'RS512' || name === 'RS256') ?? 'RS512'
      const tokens = await fetchJson({
        url: provider.token,
        method: 'POST',
        headers: { 'content-type': FORM, accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          client_id: clientId,
          code_verifier: verifier,
          client_assertion_type: ASSERTION_TYPE,
          client_assertion: await clientAssertion(clock, { clientId, audience: provider.token, privateKey, keyId, algorithm }),
        }).toString(),
      })
      const idToken = String(tokens['id_token'] ?? '')
      const claims = await verifyIdToken(idToken, { issuer, clientId, nonce, keys: provider.keys, now: new Date(clock.now()) }).catch(
        (error: unknown) => {
          throw notSignedIn('The identity that came back from NHS sign-in (CIS2) could not be verified.', error)
        },
      )
      if (!assuranceSuffices(claims)) {
        throw notSignedIn('You signed in with a method that is not strong enough for patient data. Use your smartcard or security key.')
      }
      const accessToken = String(tokens['access_token'] ?? '')
      const userinfo = await userinfoOf(
        () => fetchJson({ url: provider.userinfo, headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } }),
        claims,
      )
      const identity = readIdentity(userinfo, idToken)
      if (!identity || userinfo['sub'] !== claims.sub) throw notSignedIn('NHS sign-in (CIS2) did not say clearly who you are.')
      return identity
    },
  }
}

function providerOf(found: JsonObject, issuer: string, outgoing: Outgoing): Provider {
  const address = (name: string) => {
    const value = found[name]
    if (typeof value === 'string' && URL.canParse(value)) return value
    throw new Refusal('national-unreadable', 'NHS sign-in (CIS2) gave an answer that cannot be read. Try again later.', {
      cause: new Error(`discovery without ${name}`),
    })
  }
  if (found['issuer'] !== issuer)
    throw notSignedIn('NHS sign-in (CIS2) is not the one this system is set up for.', new Error(`issuer ${found['issuer']}`))
  const algorithms = found['token_endpoint_auth_signing_alg_values_supported']
  return {
    authorize: address('authorization_endpoint'),
    token: address('token_endpoint'),
    userinfo: address('userinfo_endpoint'),
    algorithms: Array.isArray(algorithms) ? algorithms.map(String) : [],
    keys: signingKeys(new URL(address('jwks_uri')), async (url) => {
      const { status, headers, text } = await outgoing.send({ url })
      return new Response(text, { status, headers })
    }),
  }
}

const notSignedIn = (text: string, cause?: unknown) =>
  new Refusal('not-signed-in', `${text} You are not signed in.`, cause === undefined ? {} : { cause })
