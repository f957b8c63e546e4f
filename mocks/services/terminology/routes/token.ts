import { form, isForm } from '../../../kit/form.ts'
import { json } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { errors } from '../errors.ts'
import type { TerminologyState } from '../state.ts'

const CLAUSE = 'NHS Terminology Server, system-to-system access: token'
/** Seconds for which a token is good. */
const LIFETIME = 1800

/** A token for a system account: client credentials. */
export const token = route<TerminologyState>({
  operation: 'token',
  method: 'POST',
  path: '/authorisation/auth/realms/nhs-digital-terminology/protocol/openid-connect/token',
  handle(call) {
    const fields = form(call)
    if (!isForm(call) || fields.get('grant_type') !== 'client_credentials')
      refuse(errors.unsupportedGrantType(), { rule: 'grant-type', detail: `grant_type is ${fields.get('grant_type') ?? 'absent'}`, clause: CLAUSE, pointer: '/grant_type' })
    const application = call.environment.identity.applications.get(fields.get('client_id') ?? '')
    if (!application || application.secret !== fields.get('client_secret'))
      refuse(errors.invalidClient(), { rule: 'client-credentials', detail: 'client_id and client_secret are not those of a system account', clause: CLAUSE, pointer: '/client_secret' })
    const value = call.environment.random.uuid()
    call.state.tokens.set(value, call.environment.clock.now() + LIFETIME * 1000)
    return json(200, { access_token: value, expires_in: LIFETIME, refresh_expires_in: 0, token_type: 'Bearer', 'not-before-policy': 0, scope: 'email profile' })
  },
})
