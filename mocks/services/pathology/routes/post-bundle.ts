import { application } from '../../../kit/access.ts'
import { fhir } from '../../../kit/reply.ts'
import { route, type RequestCheck } from '../../../kit/route.ts'
import { checkDocument } from '../check-document.ts'
import { keepDocument } from '../keep-document.ts'
import type { PathologyState } from '../state.ts'

const CLAUSE = 'Pathology and Laboratory Medicine Reporting API, header X-Request-ID'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The header is demanded and, as the description says, not in use yet: its absence is noted, and a repetition is a second result. */
const requestId: RequestCheck<PathologyState> = (call) => {
  const id = call.header('x-request-id')
  if (id === undefined) call.note({ rule: 'missing-request-id', detail: 'no X-Request-ID header', clause: CLAUSE, pointer: 'x-request-id' })
  else if (!UUID.test(id)) call.note({ rule: 'request-id-no-uuid', detail: `"${id}" is no UUID`, clause: CLAUSE, pointer: 'x-request-id' })
}

/** A laboratory sends a result: stored as it is, and told to whoever asked for the test. Source: postBundle. */
export const postBundle = route<PathologyState>({
  operation: 'postBundle',
  method: 'POST',
  path: '/Bundle',
  access: [application()],
  requires: [requestId],
  subject: ({ json }) => (json as { entry?: { resource?: { subject?: { identifier?: { value?: string } } } }[] } | undefined)?.entry?.[0]?.resource?.subject?.identifier?.value,
  handle(call) {
    const { document } = keepDocument(call.state, checkDocument(call.json), call.environment)
    return fhir(200, document.bundle)
  },
})
