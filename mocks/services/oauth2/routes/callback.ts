import { decode } from '../../../kit/jwt.ts'
import { empty } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { fail } from '../errors.ts'
import { holderOf } from '../holder.ts'
import lifetimes from '../lifetimes.json' with { type: 'json' }
import type { OAuth2State } from '../state.ts'

/** CIS2 or NHS login send the user back here; the platform redeems their code and hands the application one of its own. */
export const callback = route<OAuth2State>({
  operation: 'callback',
  method: 'GET',
  path: '/callback',
  handle: async (call) => {
    const { query, state, environment } = call
    const own = query.get('state') ?? ''
    const pending = state.pending.get(own)
    const now = environment.clock.now()
    if (!pending || pending.expiresAt <= now) return fail(call, 'state-invalid', 'the state belongs to no sign-in under way', 'query:state')
    state.pending.delete(own)
    const application = environment.identity.applications.get(pending.applicationId)
    if (!application) return fail(call, 'client-id-invalid', `application ${pending.applicationId} is no longer registered`)

    const tokens = await environment.identity.providers.get(pending.provider)?.redeem(call, query.get('code') ?? '')
    const claims = tokens && decode(tokens.idToken)?.payload
    if (!claims) return fail(call, 'unknown-error', `the sign-in ended without a code that can be redeemed: ${query.get('error') ?? 'code is absent or was used'}`, 'query:code')
    const holder = holderOf(call, application, pending.provider, claims)
    const code = environment.random.token(8)
    const combined = { provider: pending.provider, ...tokens, sid: claims['sid'] === undefined ? undefined : String(claims['sid']) }
    state.codes.set(code, { holder, redirectUri: pending.redirectUri, combined, expiresAt: now + lifetimes.codeMs })
    return empty(302, { location: `${pending.redirectUri}?code=${code}&state=${encodeURIComponent(pending.state)}` })
  },
})
