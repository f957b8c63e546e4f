import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { errors } from '../errors.ts'
import { ACCESS, CHECKS } from '../headers.ts'
import type { RaState } from '../state.ts'
import { accepted } from '../write.ts'

/** What has become of a write that was accepted. Source: Reasonable Adjustment Flag API, polling outcomes. */
export const poll = route<RaState>({
  operation: 'poll',
  method: 'GET',
  path: '/_poll/:id',
  access: ACCESS,
  requires: CHECKS,
  handle(call) {
    const pending = call.state.pending.get(call.params.id!)
    if (!pending) return refuse(errors.POLLING_ID_NOT_FOUND())
    if (pending.settled) return pending.settled
    if (pending.left-- > 0) return accepted(call, pending.id, pending.retryAfter)
    return (pending.settled = pending.settle?.() ?? errors.POLLING_MESSAGE_FAILURE())
  },
})
