import { application } from '../../../kit/access.ts'
import { json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { requireAcceptable, requireAccount, requireReadable } from '../admit.ts'
import { mediaTypeFor } from '../media-type.ts'
import { planView } from '../message.ts'
import type { NotifyState } from '../state.ts'
import { ksuid, readRequest, recipientOf, remember, takeIn } from '../take-in.ts'

/** Sends messages to up to 45,000 patients. Taken in whole or not at all; 201 says that they were taken in, not that they arrived. */
export const sendBatch = route<NotifyState>({
  operation: 'create-message-batch',
  method: 'POST',
  path: '/v1/message-batches',
  access: [application()],
  requires: [requireAccount, requireAcceptable, requireReadable],
  subject: recipientOf,
  handle(call) {
    const { attributes, plan } = readRequest(call, 'MessageBatch')
    const messageBatchReference = String(attributes['messageBatchReference'])
    const id = ksuid(call)
    remember(call, 'batch', messageBatchReference, id)
    const messages = (attributes['messages'] as Record<string, unknown>[]).map((message) => takeIn(call, message, plan, messageBatchReference))
    const body = {
      data: {
        type: 'MessageBatch',
        id,
        attributes: { messageBatchReference, routingPlan: planView(plan), messages: messages.map(({ messageReference, id: messageId }) => ({ messageReference, id: messageId })) },
      },
    }
    return json(201, body, { 'content-type': mediaTypeFor(call) })
  },
})
