import type { Call } from '../../../kit/call.ts'
import { text } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { checkEnvelope, checkPayload, demandCertificate, read } from '../admit.ts'
import { writeAcknowledgment } from '../ebxml.ts'
import { stamp } from '../errors.ts'
import type { SpineState } from '../state.ts'

const NHS_NUMBER = /root="2\.16\.840\.1\.113883\.2\.1\.4\.1"\s+extension="(\d{10})"|extension="(\d{10})"\s+root="2\.16\.840\.1\.113883\.2\.1\.4\.1"/
const CONVERSATION = /ConversationId>\s*([^<\s]+)\s*</
/** The payload of a message stands near its beginning: further on are attachments only. */
const LOOK_AT = 256 * 1024

/** The NHS number in the payload, or that of the conversation. */
function subjectOf({ body, state }: Call<SpineState>): string | undefined {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, LOOK_AT)).toString('latin1')
  const [, before, after] = NHS_NUMBER.exec(start) ?? []
  return before ?? after ?? state.conversations.get(CONVERSATION.exec(start)?.[1] ?? '')
}

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
    checkEnvelope(call, message)
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
