import { route } from '../../../kit/route.ts'
import { ACCESS, CHECKS } from '../headers.ts'
import { criteriaInBody, search, subjectOf } from '../search.ts'
import type { NrlState } from '../state.ts'

/** The same with the NHS number in the body and not in an address: what the document prefers. Source: consumer, searchPostDocumentReference. */
export const consumerSearchPost = route<NrlState>({
  operation: 'consumerSearchPost',
  method: 'POST',
  path: '/consumer/FHIR/R4/DocumentReference/_search',
  access: ACCESS,
  requires: CHECKS,
  subject: (call) => subjectOf(call.json),
  handle: (call) => search(call, criteriaInBody(call), 'consumer'),
})
