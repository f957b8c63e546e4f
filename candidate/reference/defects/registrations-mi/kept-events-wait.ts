import { toSend } from '../../registrations-mi/outbox.ts'
import { defect } from '../defect.ts'

export const keptEventsWait = defect({
  name: 'kept-events-wait',
  requirement: 'TIF-CS-11',
  story: 'Sends the events of the newest registration, and leaves what was kept before it where it is.',
  replaces: toSend,
  with: (list) => toSend.proper(list).filter(({ body }, _at, all) => body['conversationId'] === all.at(-1)?.body['conversationId']),
})
