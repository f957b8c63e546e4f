import { route } from '../../../kit/route.ts'
import { ACCESS, CHECKS } from '../headers.ts'
import { criteriaIn, search, subjectOf } from '../search.ts'
import type { NrlState } from '../state.ts'

/** Finds own pointers, by query. Source: producer, searchDocumentReference. */
export const producerSearch = route<NrlState>({
  operation: 'producerSearch',
  method: 'GET',
  path: '/producer/FHIR/R4/DocumentReference',
  access: ACCESS,
  requires: CHECKS,
  subject: (call) => subjectOf(criteriaIn(call.query)),
  handle: (call) => search(call, criteriaIn(call.query), 'producer'),
})
