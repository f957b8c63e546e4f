import type { Call } from '../../kit/call.ts'
import { empty } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'
import { mailboxId } from './admit.ts'
import { fault, FAULTS } from './errors.ts'
import type { MeshMessage } from './message.ts'
import type { MeshState } from './state.ts'

export const messageId = (call: Call<MeshState>): string => (call.params['message'] ?? '').toUpperCase()

/** The message in the path, which must lie in the caller's inbox. */
export function inboxMessage(call: Call<MeshState>): MeshMessage {
  const message = call.state.messages.get(messageId(call))
  if (!message) return refuse(fault(call, 404, FAULTS.noSuchMessage))
  if (message.recipient !== mailboxId(call))
    refuse(empty(403), { rule: 'other-mailbox', detail: `message ${message.id} is for another mailbox`, clause: 'MESH API 2.0.0, Get Message', pointer: 'path' })
  return message
}

/** Who the message in the path is about, for the journal and faults. */
export const aboutMessage = (call: Call<MeshState>): string | undefined => call.state.messages.get(messageId(call))?.about
