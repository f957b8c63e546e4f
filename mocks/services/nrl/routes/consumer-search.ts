import { route } from '../../../kit/route.ts'
import { ACCESS, CHECKS } from '../headers.ts'
import { criteriaIn, search, subjectOf } from '../search.ts'
import type { NrlState } from '../state.ts'

/** Finds where records of a patient are held, by query. Source: consumer, searchDocumentReference. */
export const consumerSearch = route<NrlState>({
  operation: 'consumerSearch',
  method: 'GET',
  path: '/consumer/FHIR/R4/DocumentReference',
  access: ACCESS,
  requires: CHECKS,
  subject: (call) => subjectOf(criteriaIn(call.query)),
  handle: (call) => search(call, criteriaIn(call.query), 'consumer'),
})
