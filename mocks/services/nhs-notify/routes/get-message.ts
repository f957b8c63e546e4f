import { application } from '../../../kit/access.ts'
import { json } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { requireAcceptable, requireAccount } from '../admit.ts'
import { errors } from '../errors.ts'
import { mediaTypeFor } from '../media-type.ts'
import { messageView } from '../message.ts'
import type { NotifyState } from '../state.ts'

/** How a message of the caller's own stands. */
export const getMessage = route<NotifyState>({
  operation: 'get-message',
  method: 'GET',
  path: '/v1/messages/:messageId',
  access: [application()],
  requires: [requireAccount, requireAcceptable],
  subject: (call) => call.state.messages.get(call.params['messageId'] ?? '')?.nhsNumber,
  handle(call) {
    const message = call.state.messages.get(call.params['messageId'] ?? '')
    if (!message || message.applicationId !== call.grant?.applicationId) return refuse(errors['CM_NOT_FOUND']!(call))
    return json(200, messageView(message, `${call.baseUrl}/comms/v1/messages/${message.id}`), { 'content-type': mediaTypeFor(call) })
  },
})
