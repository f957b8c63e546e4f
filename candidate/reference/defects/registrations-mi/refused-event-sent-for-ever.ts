import { toSend } from '../../registrations-mi/outbox.ts'
import { defect } from '../defect.ts'

export const refusedEventSentForEver = defect({
  name: 'refused-event-sent-for-ever',
  requirement: 'GP2GP05',
  story: 'Sends what was refused again and again.',
  replaces: toSend,
  with: (list) => list,
})
