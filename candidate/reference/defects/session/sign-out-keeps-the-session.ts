import { endOnSignOut } from '../../session/sessions.ts'
import { defect } from '../defect.ts'

export const signOutKeepsTheSession = defect({
  name: 'sign-out-keeps-the-session',
  requirement: 'TIF-IG-WORK-01',
  story: 'Signs out by deleting the cookie in the browser. The session on the server lives on, for whoever has a copy of its key.',
  replaces: endOnSignOut,
  with: () => undefined,
})
