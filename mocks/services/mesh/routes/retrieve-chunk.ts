import { route } from '../../../kit/route.ts'
import { OWNER_ONLY } from '../admit.ts'
import { aboutMessage } from '../find-message.ts'
import { retrieve } from '../retrieve.ts'
import type { MeshState } from '../state.ts'

/** A further chunk of a message. */
export const retrieveChunk = route<MeshState>({
  operation: 'retrieve-chunk',
  method: 'GET',
  path: '/:mailbox/inbox/:message/:chunk',
  requires: OWNER_ONLY,
  subject: aboutMessage,
  handle: (call) => retrieve(call, Number(call.params['chunk'])),
})
