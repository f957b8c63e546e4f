import { sessionExpiry } from '../../session/sessions.ts'
import { defect } from '../defect.ts'

export const sessionOutlivesTheDay = defect({
  name: 'session-outlives-the-day',
  requirement: 'TIF-IG-WORK-01',
  story: 'Lets every request prolong a session without end: a page that reloads itself keeps it open for weeks.',
  replaces: sessionExpiry,
  with: (session, limits, now) => {
    const expired = sessionExpiry.proper({ ...session, authenticatedAt: now }, limits, now)
    return expired === 'absolute' ? undefined : expired
  },
})
