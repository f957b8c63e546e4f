import { empty, json } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { mailboxId, OWNER_ONLY } from '../admit.ts'
import { fault, FAULTS, notValid } from '../errors.ts'
import type { MeshState } from '../state.ts'
import { trackingV1, trackingV2 } from '../tracking.ts'
import { versioned } from '../version.ts'

/** What became of a message that the caller sent. */
export const trackMessage = route<MeshState>({
  operation: 'track-message',
  method: 'GET',
  path: '/:mailbox/outbox/tracking',
  requires: OWNER_ONLY,
  subject: (call) => call.state.messages.get((call.query.get('messageID') ?? '').toUpperCase())?.about,
  handle: (call) => {
    const id = call.query.get('messageID')
    if (!id) return refuse(notValid(['query', 'messageID'], 'field required', 'value_error.missing'), { rule: 'tracking-message-id', detail: 'messageID is missing', clause: 'MESH API 2.0.0, Track outbox', pointer: 'query' })
    const message = call.state.messages.get(id.toUpperCase())
    if (!message || message.type === 'REPORT') return refuse(fault(call, 404, FAULTS.noSuchMessage))
    if (message.sender !== mailboxId(call)) return refuse(empty(403), { rule: 'other-mailbox', detail: 'another mailbox sent this message', clause: 'MESH API 2.0.0, Track outbox', pointer: 'query' })
    return versioned(call, 200, { v1: trackingV1(call.state, message), v2: trackingV2(call.state, message) })
  },
})

/** The same by the sender's own identifier (deprecated); several messages under one are 300. */
export const trackByLocalId = route<MeshState>({
  operation: 'track-by-local-id',
  method: 'GET',
  path: '/:mailbox/outbox/tracking/:local',
  requires: OWNER_ONLY,
  handle: (call) => {
    const [message, ...more] = [...call.state.messages.values()].filter(({ type, sender, localId }) => type === 'DATA' && sender === mailboxId(call) && localId === call.params['local'])
    if (!message) return refuse(fault(call, 404, FAULTS.noSuchMessage))
    return more.length > 0 ? refuse(empty(300)) : json(200, trackingV1(call.state, message))
  },
})
