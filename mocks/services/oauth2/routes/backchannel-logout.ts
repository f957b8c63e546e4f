import { form as readForm } from '../../../kit/form.ts'
import { checkSignature, decode } from '../../../kit/jwt.ts'
import { PLATFORM_CLIENT_ID, providerOfIssuer } from '../../../kit/oidc/provider.ts'
import { json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { fail } from '../errors.ts'
import type { OAuth2State } from '../state.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/** CIS2 tells the platform that a session has ended; its access and refresh tokens end with it. */
export const backchannelLogout = route<OAuth2State>({
  operation: 'backchannelLogout',
  method: 'POST',
  path: '/backchannel_logout',
  handle: async (call) => {
    const { environment, state } = call
    const { identity } = environment
    const token = readForm(call).get('logout_token') ?? ''
    const jwt = decode(token)
    if (!jwt) return fail(call, 'logout-token-malformed', 'logout_token is not a JWT', '/logout_token')
    const { aud, iss, sid, events, nonce } = jwt.payload
    if ([aud].flat()[0] !== PLATFORM_CLIENT_ID) fail(call, 'logout-aud', `aud is ${JSON.stringify(aud) ?? 'absent'}`, '/logout_token/aud')
    if (providerOfIssuer(iss, environment) !== 'nhs-cis2') fail(call, 'logout-iss', `iss is ${JSON.stringify(iss) ?? 'absent'}`, '/logout_token/iss')
    if (sid === undefined) fail(call, 'logout-sid', 'sid is absent', '/logout_token/sid')
    if (typeof events !== 'object' || events === null || !(EVENT in events)) fail(call, 'logout-events', `events is ${JSON.stringify(events) ?? 'absent'}`, '/logout_token/events')
    if (nonce !== undefined) fail(call, 'logout-nonce', 'nonce is there', '/logout_token/nonce')
    const { keys } = await identity.keys['nhs-cis2'].jwks()
    const problem = await checkSignature(token, keys, ['RS256', 'RS512'])
    if (problem) fail(call, problem.kind === 'no-matching-key' ? 'logout-kid-unknown' : 'logout-unverified', problem.detail, '/logout_token')

    const ended = [...state.combined].filter(([, combined]) => combined.sid === sid)
    if (ended.length === 0) return fail(call, 'logout-sid-unknown', `no session has the sid ${String(sid)}`, '/logout_token/sid')
    for (const [accessToken] of ended) {
      identity.tokens.delete(accessToken)
      state.combined.delete(accessToken)
    }
    for (const [refreshToken, { combined }] of state.refreshTokens) if (combined?.sid === sid) state.refreshTokens.delete(refreshToken)
    return json(200, { success: true })
  },
})
