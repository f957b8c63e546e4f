import { sessionExpiry } from '../../session/sessions.ts'
import { defect } from '../defect.ts'

export const sessionNeverIdlesOut = defect({
  name: 'session-never-idles-out',
  requirement: 'TIF-IG-WORK-01',
  story: 'Ends a session only when its day is over. A screen left open in an empty room stays open.',
  replaces: sessionExpiry,
  with: (session, limits, now) => {
    const expired = sessionExpiry.proper(session, limits, now)
    return expired === 'idle' ? undefined : expired
  },
})
