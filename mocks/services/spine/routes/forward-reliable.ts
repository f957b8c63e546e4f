import { text } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { checkEnvelope, checkPayload, demandCertificate, FORWARD_RELIABLE, read } from '../admit.ts'
import { writeAcknowledgment } from '../ebxml.ts'
import { stamp } from '../errors.ts'
import type { SpineState } from '../state.ts'
import { subjectOf } from '../subject.ts'

/** Takes a message and passes it on to whoever it is for; the same message again is acknowledged again and goes nowhere. */
export const forwardReliable = route<SpineState>({
  operation: 'forward-reliable',
  method: 'POST',
  path: '/forwardreliable',
  requires: [demandCertificate],
  subject: subjectOf,
  handle: (call) => {
    const { state, environment } = call
    const message = read(call)
    checkEnvelope(call, message, FORWARD_RELIABLE)
    const { envelope, facts, payload, attachments } = message
    const before = state.sent.get(envelope.messageId)
    if (before) before.times++
    else {
      checkPayload(call, message)
      if (call.subject !== undefined) state.conversations.set(envelope.conversationId, call.subject)
      state.sent.set(envelope.messageId, { envelope, facts, payload, attachments, size: call.body.byteLength, receivedAt: environment.clock.now(), times: 1 })
    }
    return text(202, writeAcknowledgment(envelope, stamp(call)), 'text/xml')
  },
})
