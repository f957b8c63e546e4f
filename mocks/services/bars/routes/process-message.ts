import { application } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { route } from '../../../kit/route.ts'
import { answered } from '../answer.ts'
import { passedOn, requireUseContext } from '../headers.ts'
import { object, type Json } from '../json.ts'
import { readMessage, subjectOfMessage, type Message } from '../message.ts'
import { instant, type BarsState, type Held } from '../state.ts'
import { takeIn } from '../take-in.ts'

/** A booking, a referral, a change of either, or a response: passed on to the receiver, whose answer comes back. */
export const processMessage = route<BarsState>({
  operation: 'processMessage',
  method: 'POST',
  path: '/$process-message',
  access: [application()],
  subject: subjectOfMessage,
  handle(call) {
    const receiver = passedOn(call)
    requireUseContext(call)
    const message = readMessage(call)
    return answered(call, mirrored(call, message, takeIn(call, receiver, message)))
  },
})

/** The message back again, with the ids that the receiver has given. Source: example of an HTTP response. */
function mirrored({ state }: Call<BarsState>, { id, bundle, header, resources }: Message, held: Held | undefined): Json {
  const now = instant(state.clock.now())
  const known = (resource: Json): Json => {
    if (held && resource['resourceType'] === held.kind) return held.resource
    return { id: state.random.uuid(), ...resource, meta: { ...object(resource['meta']), lastUpdated: now } }
  }
  return {
    resourceType: 'Bundle',
    id,
    meta: { lastUpdated: now, profile: object(bundle['meta'])['profile'] ?? [] },
    type: 'message',
    timestamp: now,
    entry: [...resources].map(([fullUrl, resource]) => ({ fullUrl, resource: resource === header ? { ...known(header), response: { identifier: id, code: 'ok' } } : known(resource) })),
  }
}
