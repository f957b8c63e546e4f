import { route } from '../../../kit/route.ts'
import { ACCESS, CHECKS } from '../headers.ts'
import { criteriaInBody, search, subjectOf } from '../search.ts'
import type { NrlState } from '../state.ts'

/** Finds own pointers, with the NHS number in the body. Source: producer, searchPostDocumentReference. */
export const producerSearchPost = route<NrlState>({
  operation: 'producerSearchPost',
  method: 'POST',
  path: '/producer/FHIR/R4/DocumentReference/_search',
  access: ACCESS,
  requires: CHECKS,
  subject: (call) => subjectOf(call.json),
  handle: (call) => search(call, criteriaInBody(call), 'producer'),
})
