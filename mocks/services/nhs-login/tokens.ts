import type { Environment } from '../../kit/environment.ts'
import type { Citizen } from '../../kit/identity.ts'
import { sign } from '../../kit/jwt.ts'
import type { CodeGrant, OidcGrant } from '../../kit/oidc/grants.ts'
import { signIdToken, type IdTokenFlaw } from '../../kit/oidc/id-token-flaws.ts'
import { citizenClaims } from './citizen-claims.ts'
import lifetimes from './lifetimes.json' with { type: 'json' }
import type { NhsLoginState, SignIn } from './state.ts'

/** Claims that ID and access token share. `vtm` names the page that says what the vectors of trust mean. */
function commonClaims(environment: Environment, issuer: string, clientId: string, citizen: Citizen, signIn: SignIn, lifetimeSeconds: number) {
  const iat = Math.floor(environment.clock.now() / 1000)
  return {
    iss: issuer,
    sub: citizen.sub,
    aud: clientId,
    exp: iat + lifetimeSeconds,
    iat,
    jti: environment.random.uuid(),
    auth_time: signIn.authTime,
    vot: signIn.vot,
    vtm: `${issuer}/trustmark/${new URL(issuer).hostname}`,
  }
}

interface IdTokenParts {
  issuer: string
  clientId: string
  citizen: Citizen
  signIn: SignIn
  scopes: readonly string[]
  nonce?: string | undefined
}

/** Scopes whose claims are in the ID token too, not only in userinfo. */
const IN_ID_TOKEN = ['profile', 'basic_demographics']

/** The claims of an ID token. Source: NHS login Interface Specification - Federation v2.1, table 16. */
export function idTokenClaims(environment: Environment, { issuer, clientId, citizen, signIn, scopes, nonce }: IdTokenParts): Record<string, unknown> {
  return {
    ...commonClaims(environment, issuer, clientId, citizen, signIn, lifetimes.idTokenSeconds),
    ...(nonce !== undefined && { nonce }),
    ...citizenClaims(citizen, scopes.filter((scope) => IN_ID_TOKEN.includes(scope))),
    ...(citizen.proofing !== 'P0' && { id_status: 'verified' }),
    token_use: 'id',
  }
}

/** An access token: a JWT, kept as well, since userinfo must know which of them still hold. */
async function issueAccessToken(state: NhsLoginState, environment: Environment, issuer: string, citizen: Citizen, grant: OidcGrant<SignIn>): Promise<string> {
  const { clientId, scopes, signIn } = grant
  const { nhs_number: nhsNumber } = citizenClaims(citizen, scopes)
  const key = await environment.identity.keys['nhs-login'].current()
  const claims = {
    ...commonClaims(environment, issuer, clientId, citizen, signIn, lifetimes.accessTokenMs / 1000),
    scope: scopes.join(' '),
    ...(nhsNumber !== undefined && { nhs_number: nhsNumber, reason_for_request: 'patientaccess', requesting_patient: nhsNumber }),
  }
  const token = await sign(claims, { alg: 'RS512', typ: 'JWT', kid: key.kid }, key.privateKey)
  state.accessTokens.set(token, { clientId, scopes, signIn, expiresAt: environment.clock.now() + lifetimes.accessTokenMs })
  return token
}

interface IssueOptions {
  issuer: string
  citizen: Citizen
  /** What a code was bound to, when one is exchanged. An ID token comes only then. */
  code?: CodeGrant<SignIn>
  flaw?: IdTokenFlaw | undefined
}

/** What a token request is answered with. Numbers are numbers. */
export async function issueTokens(state: NhsLoginState, environment: Environment, grant: OidcGrant<SignIn>, { issuer, citizen, code, flaw }: IssueOptions) {
  const { clientId, scopes, signIn } = grant
  const accessToken = await issueAccessToken(state, environment, issuer, citizen, grant)
  const answer = { access_token: accessToken, token_type: 'Bearer', expires_in: lifetimes.accessTokenMs / 1000 }
  if (!code) return answer
  const refreshToken = environment.random.token(43)
  state.refreshTokens.set(refreshToken, { clientId, scopes, signIn, expiresAt: environment.clock.now() + lifetimes.refreshTokenMs })
  code.exchangedFor = [accessToken, refreshToken]
  const idToken = await signIdToken(environment.identity.keys['nhs-login'], idTokenClaims(environment, { issuer, clientId, citizen, signIn, scopes, nonce: code.nonce }), flaw)
  return { ...answer, refresh_token: refreshToken, id_token: idToken }
}
