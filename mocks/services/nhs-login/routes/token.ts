import type { Call } from '../../../kit/call.ts'
import { form as readForm, isForm } from '../../../kit/form.ts'
import type { Citizen } from '../../../kit/identity.ts'
import { authenticateClient } from '../../../kit/oidc/authenticate-client.ts'
import type { OidcClient } from '../../../kit/oidc/client.ts'
import type { OidcGrant } from '../../../kit/oidc/grants.ts'
import { issuer } from '../../../kit/oidc/provider.ts'
import { redeemCode } from '../../../kit/oidc/redeem-code.ts'
import { json, type Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { fail } from '../errors.ts'
import type { NhsLoginState, SignIn } from '../state.ts'
import { issueTokens } from '../tokens.ts'

const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' }

/** Exchanges a code, or renews the access token. Whatever is wrong is a 400. */
export const token = route<NhsLoginState>({
  operation: 'token',
  method: 'POST',
  path: '/token',
  handle: async (call) => {
    if (!isForm(call)) fail(call, 'invalid-request', `Content-Type is ${call.header('content-type') ?? 'absent'}`, 'content-type')
    const form = readForm(call)
    const grantType = form.get('grant_type')
    if (grantType === null) fail(call, 'invalid-request', 'grant_type is absent', '/grant_type')
    if (grantType !== 'authorization_code' && grantType !== 'refresh_token') fail(call, 'unsupported-grant-type', `grant_type is ${grantType}`, '/grant_type')
    const client = await authenticateClient(call, form, { audiences: [`${issuer(call, 'nhs-login')}/token`], algorithms: ['RS512'], secrets: false })
    if ('kind' in client) return fail(call, 'invalid-client', client.detail, client.pointer)
    return grantType === 'authorization_code' ? exchange(call, form, client) : renew(call, form, client)
  },
})

async function exchange(call: Call<NhsLoginState>, form: URLSearchParams, client: OidcClient): Promise<Reply> {
  const code = redeemCode(call, form, client)
  if (code === 'missing') return fail(call, 'invalid-request', 'code is absent', '/code')
  if (typeof code === 'string') return fail(call, 'invalid-grant', `the code is not accepted: ${code}`, '/code')
  const { state, environment } = call
  return json(200, await issueTokens(state, environment, code, { issuer: issuer(call, 'nhs-login'), citizen: citizenOf(call, code), code, flaw: state.flaws.shift() }), NO_STORE)
}

async function renew(call: Call<NhsLoginState>, form: URLSearchParams, client: OidcClient): Promise<Reply> {
  const { state, environment } = call
  const value = form.get('refresh_token')
  if (value === null) return fail(call, 'invalid-request', 'refresh_token is absent', '/refresh_token')
  const grant = state.refreshTokens.get(value)
  if (!grant || grant.clientId !== client.clientId || grant.expiresAt <= environment.clock.now()) {
    return fail(call, 'invalid-grant', 'the refresh token was never issued to this client, or has expired', '/refresh_token')
  }
  const scopes = form.get('scope')?.split(' ') ?? grant.scopes
  if (!scopes.every((scope) => grant.scopes.includes(scope))) return fail(call, 'invalid-scope', `scope is ${scopes.join(' ')}, granted was ${grant.scopes.join(' ')}`, '/scope')
  return json(200, await issueTokens(state, environment, { ...grant, scopes }, { issuer: issuer(call, 'nhs-login'), citizen: citizenOf(call, grant) }), NO_STORE)
}

function citizenOf(call: Call<NhsLoginState>, { signIn }: OidcGrant<SignIn>): Citizen {
  call.subject = signIn.nhsNumber
  return call.environment.identity.citizens.get(signIn.nhsNumber) ?? fail(call, 'invalid-grant', 'the account has been closed', '/code')
}
