import { route } from '../../../kit/route.ts'
import { OWNER_ONLY } from '../admit.ts'
import { aboutMessage } from '../find-message.ts'
import { retrieve } from '../retrieve.ts'
import type { MeshState } from '../state.ts'

/** A message, or its first chunk. */
export const retrieveMessage = route<MeshState>({
  operation: 'retrieve-message',
  method: 'GET',
  path: '/:mailbox/inbox/:message',
  requires: OWNER_ONLY,
  subject: aboutMessage,
  handle: (call) => retrieve(call, 1),
})
