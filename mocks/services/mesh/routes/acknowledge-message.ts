import { empty, json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { OWNER_ONLY } from '../admit.ts'
import { aboutMessage, inboxMessage } from '../find-message.ts'
import { statusOf } from '../message.ts'
import { become } from '../settle.ts'
import type { MeshState } from '../state.ts'
import { isV2, V2 } from '../version.ts'

/** The recipient has the message: it leaves the inbox for good. Said again it changes nothing. */
export const acknowledgeMessage = route<MeshState>({
  operation: 'acknowledge-message',
  method: 'PUT',
  path: '/:mailbox/inbox/:message/status/acknowledged',
  requires: OWNER_ONLY,
  subject: aboutMessage,
  handle: (call) => {
    const message = inboxMessage(call)
    if (statusOf(message) === 'accepted') become(message, 'acknowledged', call.environment.clock.now())
    return isV2(call) ? empty(200, { 'content-type': V2 }) : json(200, { messageId: message.id })
  },
})
