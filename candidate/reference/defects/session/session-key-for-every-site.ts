import { sessionCookieFlags } from '../../session/sign-in-routes.ts'
import { defect } from '../defect.ts'

export const sessionKeyForEverySite = defect({
  name: 'session-key-for-every-site',
  requirement: 'TIF-IG-AUTH-02',
  story: 'Sends the session key along with whatever any other site asks of it, so that it can be shown inside a portal.',
  replaces: sessionCookieFlags,
  with: (config) => ({ ...sessionCookieFlags.proper(config), sameSite: 'None' }),
})
