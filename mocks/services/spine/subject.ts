import type { Call } from '../../kit/call.ts'
import type { SpineState } from './state.ts'

const NHS_NUMBER = /root="2\.16\.840\.1\.113883\.2\.1\.4\.1"\s+extension="(\d{10})"|extension="(\d{10})"\s+root="2\.16\.840\.1\.113883\.2\.1\.4\.1"/
const CONVERSATION = /ConversationId>\s*([^<\s]+)\s*</
/** The payload of a message stands near its beginning: further on are attachments only. */
const LOOK_AT = 256 * 1024

/** The NHS number in the payload, or that of the conversation. */
export function subjectOf({ body, state }: Call<SpineState>): string | undefined {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, LOOK_AT)).toString('latin1')
  const [, before, after] = NHS_NUMBER.exec(start) ?? []
  return before ?? after ?? state.conversations.get(CONVERSATION.exec(start)?.[1] ?? '')
}
