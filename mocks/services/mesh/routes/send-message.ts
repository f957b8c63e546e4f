import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { aboutSent } from '../about-sent.ts'
import { mailboxId, OWNER_ONLY } from '../admit.ts'
import { parseChunkRange } from '../chunk-range.ts'
import { fault, FAULTS } from '../errors.ts'
import { findRecipient } from '../find-recipient.ts'
import { COLLECT_WITHIN_DAYS, DAY_MS, type MeshMessage } from '../message.ts'
import { mexHeaders } from '../mex-headers.ts'
import { answerOptOutCheck } from '../opt-outs.ts'
import { giveUp, newMessageId } from '../settle.ts'
import type { MeshState } from '../state.ts'
import { versioned } from '../version.ts'

const CLAUSE = 'MESH API 2.0.0, Send message'

/** Takes a message, or the first chunk of one. It reaches the recipient once all chunks are there. */
export const sendMessage = route<MeshState>({
  operation: 'send-message',
  method: 'POST',
  path: '/:mailbox/outbox',
  requires: OWNER_ONLY,
  subject: aboutSent,
  handle: (call) => {
    const { state, environment } = call
    const { to, ...headers } = mexHeaders(call)
    const range = parseChunkRange(call.header('mex-chunk-range'))
    if (range?.number !== 1) return refuse(fault(call, 417, FAULTS.invalidChunks), { rule: 'chunk-range', detail: `Mex-Chunk-Range is ${call.header('mex-chunk-range')}`, clause: CLAUSE, pointer: 'mex-chunk-range' })
    const recipient = findRecipient(state, to, headers.workflowId)
    if ('refused' in recipient) return refuse(fault(call, 417, recipient.refused), { rule: 'recipient', detail: `there is no mailbox ${to}`, clause: CLAUSE, pointer: 'mex-to' })
    if (call.body.byteLength === 0) return refuse(fault(call, 417, FAULTS.missingDataFile), { rule: 'empty-message', detail: 'the message has no content', clause: CLAUSE, pointer: 'body' })

    const now = environment.clock.now()
    const message: MeshMessage = {
      ...headers,
      id: newMessageId(environment),
      type: 'DATA',
      sender: mailboxId(call),
      recipient: 'mailbox' in recipient ? recipient.mailbox : to,
      chunks: [call.body],
      totalChunks: range.total,
      events: [{ status: range.total > 1 ? 'uploading' : 'accepted', at: now }],
      uploadedAt: now,
      expiresAt: now + COLLECT_WITHIN_DAYS * DAY_MS,
      ...(call.subject !== undefined && { about: call.subject }),
    }
    state.messages.set(message.id, message)
    if ('reported' in recipient) giveUp(state, environment, message, recipient.reported)
    else answerOptOutCheck(call, message)
    return versioned(call, 202, { v1: { messageID: message.id }, v2: { message_id: message.id } })
  },
})
