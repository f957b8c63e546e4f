import { decode } from '../../../kit/jwt.ts'
import { sendBack } from '../../../kit/oidc/redirect.ts'
import { empty } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { fail } from '../errors.ts'
import { logOut } from '../log-out.ts'
import type { Cis2State } from '../state.ts'

/** A client ends the user's session at CIS2. The others that took part in it are told. */
export const endSession = route<Cis2State>({
  operation: 'endSession',
  method: 'GET',
  path: '/connect/endSession',
  handle: async (call) => {
    const { query, state, environment } = call
    const claims = decode(query.get('id_token_hint') ?? '')?.payload
    const client = state.clients.get(String(claims?.['aud']))
    if (!claims || !client) return fail(call, 'grant-invalid', 'id_token_hint is no ID token of this service', 'query:id_token_hint')
    await logOut(state, environment, { sid: String(claims['sid']), userId: String(claims['sub']), issuer: String(claims['iss']) }, client.clientId)
    const target = query.get('post_logout_redirect_uri')
    if (target === null) return empty(204)
    const origins = client.redirectUris.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri).origin)
    if (!URL.canParse(target) || !origins.includes(new URL(target).origin)) return fail(call, 'redirect-uri-mismatch', `post_logout_redirect_uri is ${target}`, 'query:post_logout_redirect_uri')
    return sendBack(target, { state: query.get('state') ?? undefined })
  },
})
