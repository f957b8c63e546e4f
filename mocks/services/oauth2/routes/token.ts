import { form as readForm } from '../../../kit/form.ts'
import { route } from '../../../kit/route.ts'
import { fail } from '../errors.ts'
import { authorizationCode } from '../flows/authorization-code.ts'
import { clientCredentials } from '../flows/client-credentials.ts'
import { refreshToken } from '../flows/refresh-token.ts'
import { TOKEN_EXCHANGE, tokenExchange } from '../flows/token-exchange.ts'
import type { OAuth2State } from '../state.ts'

const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token'

/** Which flow runs is decided in the order in which the proxy lists them: an ID token as subject wins over any grant type. */
export const token = route<OAuth2State>({
  operation: 'token',
  method: 'POST',
  path: '/token',
  handle: (call) => {
    const mediaType = call.header('content-type')
    // Compared as a whole: "; charset=UTF-8", which many clients add by themselves, is refused too.
    if (mediaType !== 'application/x-www-form-urlencoded') fail(call, 'content-type', `Content-Type is ${mediaType ?? 'absent'}`, 'content-type')
    const form = readForm(call)
    if (form.get('subject_token_type') === ID_TOKEN) return tokenExchange(call, form)
    const grantType = form.get('grant_type')
    switch (grantType) {
      case 'client_credentials':
        return clientCredentials(call, form)
      case 'authorization_code':
        return authorizationCode(call, form)
      case 'refresh_token':
        return refreshToken(call, form)
      case TOKEN_EXCHANGE:
        return fail(call, 'subject-token-type', `subject_token_type is ${form.get('subject_token_type') ?? 'absent'}`, '/subject_token_type')
      case null:
        return fail(call, 'grant-type-missing', 'grant_type is absent', '/grant_type')
      default:
        return fail(call, 'grant-type-unsupported', `grant_type is ${grantType}`, '/grant_type')
    }
  },
})
