import { sessionExpiry } from '../../session/sessions.ts'
import { defect } from '../defect.ts'

export const idleCountedFromSignIn = defect({
  name: 'idle-counted-from-sign-in',
  requirement: 'TIF-IG-WORK-01',
  story: 'Counts the idle time from the sign-in, not from what the user last did, and throws people out in the middle of their work.',
  replaces: sessionExpiry,
  with: (session, limits, now) => sessionExpiry.proper({ ...session, lastActiveAt: session.authenticatedAt }, limits, now),
})
