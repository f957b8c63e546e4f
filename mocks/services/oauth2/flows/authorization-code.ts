import type { Call } from '../../../kit/call.ts'
import { json, type Reply } from '../../../kit/reply.ts'
import { verifyClientSecret } from '../client-secret.ts'
import { fail } from '../errors.ts'
import { issueUserTokens } from '../issue.ts'
import type { OAuth2State } from '../state.ts'

/** User-restricted access, combined authentication: the code of a sign-in through the platform for an access token. */
export function authorizationCode(call: Call<OAuth2State>, form: URLSearchParams): Reply {
  const application = verifyClientSecret(call, form)
  const redirectUri = form.get('redirect_uri')
  if (redirectUri === null) return fail(call, 'redirect-uri-missing', 'redirect_uri is absent', '/redirect_uri')
  if (!application.redirectUris.includes(redirectUri)) return fail(call, 'redirect-uri-invalid', `redirect_uri ${redirectUri} is not registered`, '/redirect_uri')
  const code = form.get('code')
  if (code === null) return fail(call, 'code-missing', 'code is absent', '/code')
  const { state, environment } = call
  const issued = state.codes.get(code)
  if (!issued || issued.expiresAt <= environment.clock.now() || issued.holder.applicationId !== application.id || issued.redirectUri !== redirectUri) {
    return fail(call, 'code-invalid', 'the code was never issued to this application, has been used, or has expired', '/code')
  }
  state.codes.delete(code)
  const { holder, combined } = issued
  return json(200, issueUserTokens(state, environment, { holder, provider: combined.provider, form, combined }))
}
