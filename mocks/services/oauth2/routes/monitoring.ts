import { issuer, type ProviderName } from '../../../kit/oidc/provider.ts'
import { json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { fail } from '../errors.ts'
import deployment from '../deployment.json' with { type: 'json' }
import type { OAuth2State } from '../state.ts'

const { statusApiKey, ...version } = deployment

/** Open to all: is the server there, and which version. */
export const ping = route<OAuth2State>({ operation: 'ping', method: 'GET', path: '/_ping', handle: () => json(200, version) })

/** The same with the health of what it depends on, for holders of the monitoring key. */
export const status = route<OAuth2State>({
  operation: 'status',
  method: 'GET',
  path: '/_status',
  handle: (call) => {
    if (call.header('apikey') !== statusApiKey) fail(call, 'status-api-key', `apikey is ${call.header('apikey') === undefined ? 'absent' : 'wrong'}`, 'apikey')
    const check = (provider: ProviderName) => ({ status: 'pass', timeout: 'false', responseCode: 200, outcome: 'ok', links: { self: issuer(call, provider) } })
    return json(200, { status: 'pass', ...version, checks: { 'nhs-cis2': check('nhs-cis2'), 'nhs-login': check('nhs-login') } })
  },
})
