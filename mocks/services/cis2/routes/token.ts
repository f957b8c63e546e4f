import type { Call } from '../../../kit/call.ts'
import { form as readForm, isForm } from '../../../kit/form.ts'
import { authenticateClient, type ClientProblem } from '../../../kit/oidc/authenticate-client.ts'
import type { OidcClient } from '../../../kit/oidc/client.ts'
import { issuer } from '../../../kit/oidc/provider.ts'
import { redeemCode, type CodeProblem } from '../../../kit/oidc/redeem-code.ts'
import { json, type Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { fail, type ErrorName } from '../errors.ts'
import type { Cis2State } from '../state.ts'
import { issueTokens } from '../tokens.ts'

export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']

const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' }

const CODE_ERRORS: Record<CodeProblem, [ErrorName, detail: string, pointer: string]> = {
  missing: ['code-missing', 'code is absent', '/code'],
  unknown: ['grant-invalid', 'the code was never issued', '/code'],
  used: ['grant-invalid', 'the code was used before; what it was exchanged for has ended', '/code'],
  expired: ['grant-invalid', 'the code has expired', '/code'],
  'other-client': ['grant-invalid', 'the code was issued to another client', '/code'],
  'redirect-uri': ['redirect-uri-mismatch', 'redirect_uri is not that of the authentication request', '/redirect_uri'],
  'verifier-missing': ['verifier-missing', 'code_verifier is absent', '/code_verifier'],
  'verifier-wrong': ['grant-invalid', 'code_verifier does not fit the code_challenge', '/code_verifier'],
}

/** Exchanges a code, or renews what it was exchanged for. */
export const token = route<Cis2State>({
  operation: 'token',
  method: 'POST',
  path: '/access_token',
  handle: async (call) => {
    if (!isForm(call)) fail(call, 'content-type', `Content-Type is ${call.header('content-type') ?? 'absent'}`, 'content-type')
    const form = readForm(call)
    const grantType = form.get('grant_type')
    if (grantType === null) fail(call, 'grant-type-missing', 'grant_type is absent', '/grant_type')
    const own = issuer(call, 'nhs-cis2')
    const client = await authenticateClient(call, form, { audiences: [`${own}/access_token`, own], algorithms: ALGORITHMS, secrets: true })
    if ('kind' in client) return refuseClient(call, client)
    switch (grantType) {
      case 'authorization_code':
        return exchange(call, form, client)
      case 'refresh_token':
        return renew(call, form, client)
      default:
        return fail(call, 'grant-type-unsupported', `grant_type is ${grantType}`, '/grant_type')
    }
  },
})

function refuseClient(call: Call<Cis2State>, { kind, detail, pointer }: ClientProblem): never {
  return fail(call, kind.startsWith('assertion') ? 'client-jwt-invalid' : 'client-authentication-failed', detail, pointer)
}

async function exchange(call: Call<Cis2State>, form: URLSearchParams, client: OidcClient): Promise<Reply> {
  const grant = redeemCode(call, form, client)
  if (typeof grant === 'string') return fail(call, ...CODE_ERRORS[grant])
  const { state, environment } = call
  const code = { value: form.get('code')!, grant }
  return json(200, await issueTokens(state, environment, grant, { issuer: issuer(call, 'nhs-cis2'), code, flaw: state.flaws.shift() }), NO_STORE)
}

async function renew(call: Call<Cis2State>, form: URLSearchParams, client: OidcClient): Promise<Reply> {
  const { state, environment } = call
  const token = form.get('refresh_token')
  if (token === null) return fail(call, 'refresh-token-missing', 'refresh_token is absent', '/refresh_token')
  const grant = state.refreshTokens.get(token)
  if (!grant || grant.clientId !== client.clientId || grant.expiresAt <= environment.clock.now()) {
    return fail(call, 'grant-invalid', 'the refresh token was never issued to this client, was used, or has expired', '/refresh_token')
  }
  const wanted = form.get('scope')?.split(' ') ?? grant.scopes
  if (!wanted.every((scope) => grant.scopes.includes(scope))) return fail(call, 'scope-exceeded', `scope is ${wanted.join(' ')}, granted was ${grant.scopes.join(' ')}`, '/scope')
  state.refreshTokens.delete(token)
  return json(200, await issueTokens(state, environment, { ...grant, scopes: wanted }, { issuer: issuer(call, 'nhs-cis2'), flaw: state.flaws.shift() }), NO_STORE)
}
