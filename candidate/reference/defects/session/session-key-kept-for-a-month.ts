import { sessionCookieFlags } from '../../session/sign-in-routes.ts'
import { defect } from '../defect.ts'

export const sessionKeyKeptForAMonth = defect({
  name: 'session-key-kept-for-a-month',
  requirement: 'TIF-IG-AUTH-02',
  story: 'Keeps users from signing in again after they close the window, and with them whoever opens the next one.',
  replaces: sessionCookieFlags,
  with: (config) => ({ ...sessionCookieFlags.proper(config), maxAge: 30 * 24 * 60 * 60 }),
})
