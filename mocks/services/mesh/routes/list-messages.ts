import { route } from '../../../kit/route.ts'
import { OWNER_ONLY } from '../admit.ts'
import { inboxPage } from '../inbox-page.ts'
import type { MeshState } from '../state.ts'
import { versioned } from '../version.ts'

/** What waits in a mailbox: at most 500 ids unless asked otherwise; version 2 says how to go on. */
export const listMessages = route<MeshState>({
  operation: 'list-messages',
  method: 'GET',
  path: '/:mailbox/inbox',
  requires: OWNER_ONLY,
  handle: (call) => {
    const { messages, waiting, self, next } = inboxPage(call)
    return versioned(call, 200, { v1: { messages }, v2: { messages, links: { self, ...(next !== undefined && { next }) }, approx_inbox_count: waiting } })
  },
})
