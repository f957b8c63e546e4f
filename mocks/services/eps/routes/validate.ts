import { healthcareWorker } from '../../../kit/access.ts'
import { route } from '../../../kit/route.ts'
import { contentType, requestId, sessionRole } from '../headers.ts'
import { subjectOf, validated } from '../incoming.ts'
import { accepted } from '../outcome.ts'
import type { EpsState } from '../state.ts'

/** POST /FHIR/R4/$validate: holds a message to the FHIR profiles and no more. */
export const validate = route<EpsState>({
  operation: 'validate',
  method: 'POST',
  path: '/FHIR/R4/$validate',
  access: [healthcareWorker({ aal: [3] })],
  requires: [requestId, sessionRole, contentType],
  subject: subjectOf,
  handle(call) {
    validated(call)
    return accepted(call)
  },
})
