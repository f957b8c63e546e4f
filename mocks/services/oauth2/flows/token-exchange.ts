import type { Call } from '../../../kit/call.ts'
import { json, type Reply } from '../../../kit/reply.ts'
import { checkAssertionType, verifyClientAssertion } from '../client-assertion.ts'
import { fail } from '../errors.ts'
import { holderOf } from '../holder.ts'
import { issueUserTokens } from '../issue.ts'
import type { OAuth2State } from '../state.ts'
import { verifySubjectToken } from '../subject-token.ts'

export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'

/** User-restricted access, separate authentication: an ID token of CIS2 or NHS login for an access token. */
export async function tokenExchange(call: Call<OAuth2State>, form: URLSearchParams): Promise<Reply> {
  checkAssertionType(call, form)
  const grantType = form.get('grant_type')
  if (grantType !== TOKEN_EXCHANGE) fail(call, 'grant-type-invalid', `grant_type is ${grantType ?? 'absent'}`, '/grant_type')
  const application = await verifyClientAssertion(call, form)
  const { provider, claims, actor } = await verifySubjectToken(call, form)
  const holder = holderOf(call, application, provider, claims, actor)
  const { token_type, ...tokens } = issueUserTokens(call.state, call.environment, { holder, provider, form })
  return json(200, { ...tokens, token_type, issued_token_type: 'urn:ietf:params:oauth:token-type:access_token' })
}
