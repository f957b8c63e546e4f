import { empty, text } from '../../kit/reply.ts'
import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { authorize } from './routes/authorize.ts'
import { backchannelLogout } from './routes/backchannel-logout.ts'
import { callback } from './routes/callback.ts'
import { ping, status } from './routes/monitoring.ts'
import { token } from './routes/token.ts'
import { userinfo } from './routes/userinfo.ts'
import { createState } from './state.ts'

/** Paths that exist for one method only, and that method. */
const ONLY_METHOD: Readonly<Record<string, string>> = { '/oauth2/token': 'POST', '/oauth2/authorize': 'GET' }

/** The API platform's authorisation server: who may call the national APIs, as whom, and for how long. */
export const service = defineService({
  key: 'oauth2',
  title: 'API platform OAuth 2.0',
  basePath: '/oauth2',
  spec: {
    title: 'API platform OAuth 2.0 authorisation server',
    url: 'https://digital.nhs.uk/developer/guides-and-documentation/security-and-authorisation',
    version: 'identity-service-api 5100cca (April 2026)',
  },
  state: createState,
  routes: [token, authorize, callback, userinfo, backchannelLogout, ping, status],
  errors,
  unmatched: (call) => {
    const allowed = ONLY_METHOD[call.url.split('?', 1)[0]!]
    if (!allowed) return errors['not-found'](call)
    return call.method === 'HEAD' ? empty(405, { allow: allowed }) : text(405, '', 'text/plain', { allow: allowed })
  },
  controls,
})
