import { createHash } from 'node:crypto'
import { healthcareWorker } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import type { Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { eventOf, type Bundle } from '../fhir.ts'
import { contentType, requestId, sessionRole } from '../headers.ts'
import { processing, subjectOf, verified } from '../incoming.ts'
import { observeActor } from '../rules/observations.ts'
import type { EpsState } from '../state.ts'
import { submitCancellation } from '../submit-cancellation.ts'
import { submitOrder } from '../submit-order.ts'

/**
 * POST /FHIR/R4/$process-message: sends a signed prescription (prescription-order), or cancels an item of one
 * (prescription-order-update).
 */
export const processMessage = route<EpsState>({
  operation: 'process-message',
  method: 'POST',
  path: '/FHIR/R4/$process-message',
  access: [healthcareWorker({ aal: [3] })],
  requires: [requestId, sessionRole, contentType],
  subject: subjectOf,
  handle(call) {
    const bundle = verified(call)
    return processing(() => {
      const isOrder = eventOf(bundle) === 'prescription-order'
      observeActor(call, bundle, isOrder ? 'prescribe' : 'cancel')
      return once(call, bundle, () => (isOrder ? submitOrder(call, bundle) : submitCancellation(call, bundle)))
    })
  },
})

/**
 * Spine takes a message once: the same message (by its identifier) gets the answer the first one got, so that a
 * caller may safely send it again after a timeout.
 */
function once(call: Call<EpsState>, bundle: Bundle, submit: () => Reply): Reply {
  const messageId = (bundle.identifier?.value ?? '').toLowerCase()
  const body = createHash('sha256').update(call.body).digest('base64')
  const before = call.state.messages.get(messageId)
  noteReusedRequestId(call, messageId)
  if (before) {
    if (before.body !== body) {
      call.note({
        rule: 'message-id-reused',
        detail: `message ${messageId} came before with other content; this content was not looked at`,
        clause: 'EPS: Bundle.identifier is the message id, unique to a message (Spine eliminates duplicates)',
        pointer: 'Bundle.identifier',
      })
    }
    return before.reply
  }
  // What is refused throws, and may be mended and sent again under the same identifier.
  const reply = submit()
  call.state.messages.set(messageId, { body, reply })
  return reply
}

function noteReusedRequestId(call: Call<EpsState>, messageId: string): void {
  const id = (call.header('x-request-id') ?? '').toLowerCase()
  const before = call.state.requestIds.get(id)
  if (before !== undefined && before !== messageId) {
    call.note({
      rule: 'request-id-reused',
      detail: `X-Request-ID ${id} came before with message ${before}`,
      clause: 'EPS FHIR Prescribing API, parameter X-Request-ID: unique to a request',
      pointer: 'X-Request-ID',
    })
  }
  call.state.requestIds.set(id, messageId)
}
