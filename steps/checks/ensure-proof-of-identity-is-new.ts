import { decodeJwt } from 'jose'
import { check, finding } from './check.ts'

/**
 * Every request for a token carries a client assertion of its own: another jti, and not good for longer than five minutes.
 * Source: API platform, application-restricted access with signed JWT, table of claims.
 */
export const ensureProofOfIdentityIsNew = check("each time the system proves who it is, the proof is new", async ({ calls }, { atLeast }: { atLeast: number }) => {
  const made = (await calls({ service: 'oauth2', operation: 'token' })).filter((call) => call.form.has('client_assertion'))
  const seen = new Set<string>()
  const found = made.map((call) => {
    const { jti = '' } = decodeJwt(call.form.get('client_assertion')!)
    const again = seen.has(jti)
    seen.add(jti)
    return again && finding('an assertion was used twice', { expected: 'a new jti', seen: jti, at: call })
  })
  return [made.length < atLeast && finding('too few requests for a token to compare', { expected: `${atLeast} or more`, seen: String(made.length) }), ...found]
})
