import { empty } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { mailboxOf, OWNER_ONLY } from '../admit.ts'
import { notValid } from '../errors.ts'
import type { MeshState } from '../state.ts'

const NAMES = ['mex-clientversion', 'mex-osname', 'mex-osversion']

/** The owner of a mailbox shows once a day that the connection stands. */
export const handshake = route<MeshState>({
  operation: 'handshake',
  method: 'POST',
  path: '/:mailbox',
  requires: OWNER_ONLY,
  handle: (call) => {
    for (const name of NAMES) {
      if (call.header(name) !== undefined) continue
      refuse(notValid(['header', name], 'field required', 'value_error.missing'), { rule: 'handshake-header', detail: `${name} is missing`, clause: 'MESH API 2.0.0, Validate a mailbox (Handshake)', pointer: name })
    }
    mailboxOf(call).validatedAt = call.environment.clock.now()
    return empty(200)
  },
})
