import { sessionCookie } from '../../http/sign-in-state.ts'
import { sessionCookieFlags } from '../../session/sign-in-routes.ts'
import { defect, swap } from '../defect.ts'

export const sessionKeySentUnencrypted = defect({
  name: 'session-key-sent-unencrypted',
  requirement: 'TIF-IG-AUTH-02',
  story: 'Was developed without encryption and still lets the session key travel that way, for whoever listens to the first request of the day.',
  replaces: sessionCookieFlags,
  with: (config) => ({ ...sessionCookieFlags.proper(config), secure: false }),
  also: [swap(sessionCookie, () => 'session')],
})
