import type { Call } from '../../../kit/call.ts'
import { json, type Reply } from '../../../kit/reply.ts'
import { checkAssertionType, verifyClientAssertion } from '../client-assertion.ts'
import { fail } from '../errors.ts'
import { issueAccessToken, lifetime, seconds } from '../issue.ts'
import lifetimes from '../lifetimes.json' with { type: 'json' }
import { isSubscribed } from '../scopes.ts'
import type { OAuth2State } from '../state.ts'

/** Application-restricted access: a signed JWT for an access token. No refresh token, no scope. */
export async function clientCredentials(call: Call<OAuth2State>, form: URLSearchParams): Promise<Reply> {
  checkAssertionType(call, form)
  const application = await verifyClientAssertion(call, form)
  if (!isSubscribed(application, 'app:level3')) fail(call, 'access-not-configured', `application ${application.id} has no application-restricted product`)
  const lifetimeMs = lifetime(form, '_access_token_expiry_ms', lifetimes.accessTokenMs)
  const { token, grant } = issueAccessToken(call.environment, { kind: 'application', applicationId: application.id }, lifetimeMs)
  return json(200, { access_token: token, expires_in: seconds(lifetimeMs), token_type: 'Bearer', issued_at: String(grant.issuedAt) })
}
