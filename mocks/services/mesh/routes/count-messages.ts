import { json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { mailboxId, OWNER_ONLY } from '../admit.ts'
import { waitingIn } from '../inbox-page.ts'
import { newMessageId } from '../settle.ts'
import type { MeshState } from '../state.ts'

/** How many messages wait in a mailbox (deprecated). */
export const countMessages = route<MeshState>({
  operation: 'count-messages',
  method: 'GET',
  path: '/:mailbox/count',
  requires: OWNER_ONLY,
  handle: (call) => json(200, { count: waitingIn(call.state, mailboxId(call)).length, internalID: newMessageId(call.environment), allResultsIncluded: true }),
})
