import { newSessionKey } from '../../session/sessions.ts'
import { defect } from '../defect.ts'

export const sessionKeyKeptAtSignIn = defect({
  name: 'session-key-kept-at-sign-in',
  requirement: 'TIF-IG-AUTH-01',
  story: 'Goes on with the session key that the browser has when somebody signs in. Whoever put it there, or used the desk before, holds the new session.',
  replaces: newSessionKey,
  with: (brought) => brought ?? newSessionKey.proper(brought),
})
