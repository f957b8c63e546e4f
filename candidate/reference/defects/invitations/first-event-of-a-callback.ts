import { readStatusEvents } from '../../invitations/take-status.ts'
import { defect } from '../defect.ts'

export const firstEventOfACallback = defect({
  name: 'first-event-of-a-callback',
  requirement: 'E00367',
  story: 'Reads the first event of a callback. NHS Notify may send several at once.',
  replaces: readStatusEvents,
  with: (body) => readStatusEvents.proper(body).slice(0, 1),
})
