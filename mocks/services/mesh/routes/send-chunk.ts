import { empty } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { mailboxId, OWNER_ONLY } from '../admit.ts'
import { parseChunkRange } from '../chunk-range.ts'
import { fault, FAULTS, rejection } from '../errors.ts'
import { aboutMessage, messageId } from '../find-message.ts'
import { COLLECT_WITHIN_DAYS, DAY_MS, statusOf } from '../message.ts'
import { contentEncoding } from '../mex-headers.ts'
import { answerOptOutCheck } from '../opt-outs.ts'
import { become } from '../settle.ts'
import type { MeshState } from '../state.ts'
import { versioned } from '../version.ts'

const CLAUSE = 'MESH API 2.0.0, Send chunked message'

/** Takes a further chunk of a message. With the last one the message reaches its recipient. */
export const sendChunk = route<MeshState>({
  operation: 'send-chunk',
  method: 'POST',
  path: '/:mailbox/outbox/:message/:chunk',
  requires: OWNER_ONLY,
  subject: aboutMessage,
  handle: (call) => {
    const { state, environment } = call
    const header = call.header('mex-chunk-range')
    const range = header === undefined ? undefined : parseChunkRange(header)
    const number = Number(call.params['chunk'])
    if (!range || range.number !== number)
      return refuse(fault(call, 417, FAULTS.invalidChunks, messageId(call)), { rule: 'chunk-range', detail: `Mex-Chunk-Range is ${header ?? 'missing'} for chunk ${number}`, clause: CLAUSE, pointer: 'mex-chunk-range' })
    const message = state.messages.get(messageId(call))
    const broken = (rule: string, detail: string) => ({ rule, detail, clause: CLAUSE, pointer: 'path' })
    if (!message) return refuse(empty(404), broken('chunk-message', 'there is no such message'))
    if (message.sender !== mailboxId(call)) return refuse(empty(403), broken('other-mailbox', 'another mailbox is sending this message'))
    if (statusOf(message) !== 'uploading') return refuse(empty(423), broken('chunk-locked', 'the message is complete'))
    if (number > message.totalChunks) return refuse(empty(406), broken('chunk-number', `the message has ${message.totalChunks} chunks`))
    if (contentEncoding(call) !== message.contentEncoding)
      return refuse(rejection(call, 'encodingChanged', 417), { rule: 'content-encoding', detail: 'the chunks of a message are compressed the same way', clause: CLAUSE, pointer: 'content-encoding' })

    message.chunks[number - 1] = call.body
    if (number === message.totalChunks) {
      const now = environment.clock.now()
      become(message, 'accepted', now)
      message.expiresAt = now + COLLECT_WITHIN_DAYS * DAY_MS
      answerOptOutCheck(call, message)
    }
    return versioned(call, 202, { v1: { messageID: message.id }, v2: { message_id: message.id } })
  },
})
