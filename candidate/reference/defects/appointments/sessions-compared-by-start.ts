import { sessionsOverlap } from '../../appointments/publish-session.ts'
import { defect } from '../defect.ts'

export const sessionsComparedByStart = defect({
  name: 'sessions-compared-by-start',
  requirement: 'E00220',
  story: 'Looks for another session that starts at the same time, and finds none that starts half an hour later.',
  replaces: sessionsOverlap,
  with: (one, other) => one.startsAt === other.startsAt,
})
