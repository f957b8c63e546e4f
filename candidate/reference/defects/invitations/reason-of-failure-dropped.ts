import { readStatusEvents } from '../../invitations/take-status.ts'
import { defect } from '../defect.ts'

export const reasonOfFailureDropped = defect({
  name: 'reason-of-failure-dropped',
  requirement: 'E00367',
  story: 'Shows that an invitation failed, and not why: nobody knows whether another address would do.',
  replaces: readStatusEvents,
  with: (body) => readStatusEvents.proper(body).map(({ reason: _reason, ...event }) => event),
})
