import { application } from '../../../kit/access.ts'
import { json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { requireAcceptable, requireAccount, requireReadable } from '../admit.ts'
import { mediaTypeFor } from '../media-type.ts'
import { planView } from '../message.ts'
import type { NotifyState } from '../state.ts'
import { readRequest, recipientOf, remember, takeIn } from '../take-in.ts'

/** Sends one message to one patient. Its status is asked for at the answer's Location. */
export const sendMessage = route<NotifyState>({
  operation: 'create-message',
  method: 'POST',
  path: '/v1/messages',
  access: [application()],
  requires: [requireAccount, requireAcceptable, requireReadable],
  subject: recipientOf,
  handle(call) {
    const { attributes, plan } = readRequest(call, 'Message')
    const messageReference = String(attributes['messageReference'])
    remember(call, 'message', messageReference, messageReference)
    const { id, timestamps } = takeIn(call, attributes, plan)
    const self = `${call.baseUrl}/comms/v1/messages/${id}`
    const body = { data: { type: 'Message', id, attributes: { messageReference, messageStatus: 'created', timestamps, routingPlan: planView(plan) }, links: { self } } }
    return json(201, body, { 'content-type': mediaTypeFor(call), location: `/v1/messages/${id}` })
  },
})
