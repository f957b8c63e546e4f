import { readStatusEvents } from '../../invitations/take-status.ts'
import { defect } from '../defect.ts'

export const emptyCallbackAccepted = defect({
  name: 'empty-callback-accepted',
  requirement: 'E00367',
  story: 'Answers a callback without events as if it had understood it. NHS Notify never tries again.',
  replaces: readStatusEvents,
  with: (body) => (Array.isArray(body['data']) && body['data'].length === 0 ? [] : readStatusEvents.proper(body)),
})
