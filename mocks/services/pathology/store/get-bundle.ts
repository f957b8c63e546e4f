import { application } from '../../../kit/access.ts'
import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route, type RequestCheck } from '../../../kit/route.ts'
import { storeErrors } from '../errors.ts'
import type { PathologyState } from '../state.ts'

/** Every public request to the store has it. Whether it is refused without is not known. */
const requestId: RequestCheck<PathologyState> = (call) => {
  if (call.header('x-request-id') === undefined) call.note({ rule: 'missing-request-id', detail: 'no X-Request-ID header', clause: 'Patient Data Manager, public requests', pointer: 'x-request-id' })
}

/** A document as it was stored, by its id. */
export const getBundle = route<PathologyState>({
  operation: 'getBundle',
  method: 'GET',
  path: '/Bundle/:id',
  access: [application()],
  requires: [requestId],
  subject: ({ params, state }) => state.documents.get(params['id'] ?? '')?.nhsNumber,
  handle: ({ params, state }) => fhir(200, (state.documents.get(params['id'] ?? '') ?? refuse(storeErrors.notFound())).bundle),
})
