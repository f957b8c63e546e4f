import { createHash } from 'node:crypto'
import type { Environment } from '../../kit/environment.ts'
import type { CodeGrant, OidcGrant } from '../../kit/oidc/grants.ts'
import { signIdToken, type IdTokenFlaw } from '../../kit/oidc/id-token-flaws.ts'
import lifetimes from './lifetimes.json' with { type: 'json' }
import type { Cis2State, SignIn } from './state.ts'

/** The left half of a SHA-256, as `at_hash`, `c_hash` and `s_hash` are made for RS256. */
const halfHash = (value: string) => createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')

interface IdTokenParts {
  issuer: string
  clientId: string
  signIn: SignIn
  accessToken?: string
  nonce?: string | undefined
  /** The authorisation code and the client's state, when the token comes straight from a sign-in. */
  code?: string
  state?: string | undefined
}

/** The claims of an ID token. Source: NHS CIS2 Authentication, "Scopes and claims"; published example of the API platform. */
export function idTokenClaims(environment: Environment, { issuer, clientId, signIn, accessToken, nonce, code, state }: IdTokenParts): Record<string, unknown> {
  const now = Math.floor(environment.clock.now() / 1000)
  return {
    ...(accessToken && { at_hash: halfHash(accessToken) }),
    sub: signIn.userId,
    auditTrackingId: `${environment.random.uuid()}-${environment.random.digits(7)}`,
    amr: [signIn.method],
    iss: issuer,
    tokenName: 'id_token',
    ...(nonce !== undefined && { nonce }),
    sid: signIn.sid,
    aud: clientId,
    ...(code && { c_hash: halfHash(code) }),
    acr: signIn.acr,
    id_assurance_level: 3,
    authentication_assurance_level: signIn.aal,
    'org.forgerock.openidconnect.ops': environment.random.token(27),
    ...(state !== undefined && { s_hash: halfHash(state) }),
    azp: clientId,
    auth_time: signIn.authTime,
    realm: '/NHSIdentity/Healthcare',
    exp: now + lifetimes.idTokenSeconds,
    tokenType: 'JWTToken',
    iat: now,
    ...(signIn.selectedRoleId && { selected_roleid: signIn.selectedRoleId }),
  }
}

/** Issues access, refresh and ID token for a grant; the last as its claims, for whoever signs it. */
function issue(state: Cis2State, environment: Environment, { clientId, scopes, signIn }: OidcGrant<SignIn>) {
  const now = environment.clock.now()
  const accessToken = environment.random.token(27)
  const refreshToken = environment.random.token(27)
  state.accessTokens.set(accessToken, { clientId, scopes, signIn, expiresAt: now + lifetimes.accessTokenMs })
  state.refreshTokens.set(refreshToken, { clientId, scopes, signIn, expiresAt: now + lifetimes.refreshTokenMs })
  return { accessToken, refreshToken }
}

interface IssueOptions {
  issuer: string
  /** The code and what it was bound to, when a code is exchanged. */
  code?: { value: string; grant: CodeGrant<SignIn> }
  flaw?: IdTokenFlaw | undefined
}

/** What a token request is answered with. Numbers are numbers here, unlike at the API platform. */
export async function issueTokens(state: Cis2State, environment: Environment, grant: OidcGrant<SignIn>, { issuer, code, flaw }: IssueOptions) {
  const { clientId, scopes, signIn } = grant
  const { accessToken, refreshToken } = issue(state, environment, grant)
  if (code) code.grant.exchangedFor = [accessToken, refreshToken]
  const claims = idTokenClaims(environment, { issuer, clientId, signIn, accessToken, ...(code && { code: code.value, nonce: code.grant.nonce, state: code.grant.state }) })
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    scope: scopes.join(' '),
    id_token: await signIdToken(environment.identity.keys['nhs-cis2'], claims, flaw),
    token_type: 'Bearer',
    expires_in: lifetimes.accessTokenMs / 1000 - 1,
  }
}
