import { empty } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { OWNER_ONLY } from '../admit.ts'
import { aboutMessage, inboxMessage } from '../find-message.ts'
import { isCollectable, messageHeaders } from '../message-headers.ts'
import type { MeshState } from '../state.ts'

/** What the headers of a message say, without the message. */
export const headMessage = route<MeshState>({
  operation: 'head-message',
  method: 'HEAD',
  path: '/:mailbox/inbox/:message',
  requires: OWNER_ONLY,
  subject: aboutMessage,
  handle: (call) => {
    const message = inboxMessage(call)
    if (!isCollectable(message)) refuse(empty(410))
    return empty(200, messageHeaders(message, 1))
  },
})
