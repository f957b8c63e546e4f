import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { answer, outcome } from '../errors.ts'
import { findPointer, subjectOfPointer } from '../find-pointer.ts'
import { ACCESS, callerOf, CHECKS } from '../headers.ts'
import { agreedTypes } from '../record-types.ts'
import { criteriaIn, criteriaInBody, search, subjectOf } from '../search.ts'
import type { NrlState } from '../state.ts'

const PATH = '/consumer/FHIR/R4/DocumentReference'

/** Finds where records of a patient are held, by query. Source: consumer, searchDocumentReference. */
const searchByQuery = route<NrlState>({
  operation: 'consumerSearch',
  method: 'GET',
  path: PATH,
  access: ACCESS,
  requires: CHECKS,
  subject: (call) => subjectOf(criteriaIn(call.query)),
  handle: (call) => search(call, criteriaIn(call.query), 'consumer'),
})

/** The same with the NHS number in the body and not in an address: what the document prefers. Source: consumer, searchPostDocumentReference. */
const searchByBody = route<NrlState>({
  operation: 'consumerSearchPost',
  method: 'POST',
  path: `${PATH}/_search`,
  access: ACCESS,
  requires: CHECKS,
  subject: (call) => subjectOf(call.json),
  handle: (call) => search(call, criteriaInBody(call), 'consumer'),
})

/** One pointer, if its type was agreed with the caller. Source: consumer, readDocumentReference. */
const read = route<NrlState>({
  operation: 'consumerRead',
  method: 'GET',
  path: `${PATH}/:id`,
  access: ACCESS,
  requires: CHECKS,
  subject: subjectOfPointer,
  handle(call) {
    const { type, resource } = findPointer(call)
    if (!agreedTypes(call.state, callerOf(call)).includes(type)) refuse(outcome({ name: 'ACCESS_DENIED', diagnostics: 'The requested DocumentReference is not of a type that this organisation is allowed to access' }))
    return answer(200, resource)
  },
})

export const consumerRoutes = [searchByQuery, searchByBody, read]
