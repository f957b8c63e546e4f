import { sessionCookieFlags } from '../../session/sign-in-routes.ts'
import { defect } from '../defect.ts'

export const sessionKeyOpenToScripts = defect({
  name: 'session-key-open-to-scripts',
  requirement: 'TIF-IG-AUTH-02',
  story: 'Lets scripts read the session key, because one of its own pages once wanted to know whether somebody is signed in.',
  replaces: sessionCookieFlags,
  with: (config) => ({ ...sessionCookieFlags.proper(config), httpOnly: false }),
})
