import { randomUUID } from 'node:crypto'
import { eventsOf } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const eachEventAConversation = defect({
  name: 'each-event-a-conversation',
  requirement: 'GP2GP05',
  story: 'Makes up a conversation for each event, so that nobody can tell what belongs together.',
  replaces: eventsOf,
  with: (...args) => eventsOf.proper(...args).map(({ kind, body }) => ({ kind, body: { ...body, conversationId: randomUUID() } })),
})
