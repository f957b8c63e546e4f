import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { answer, outcome } from '../errors.ts'
import { findPointer, subjectOfPointer } from '../find-pointer.ts'
import { ACCESS, callerOf, CHECKS } from '../headers.ts'
import { agreedTypes } from '../record-types.ts'
import type { NrlState } from '../state.ts'

/** One pointer, if its type was agreed with the caller. Source: consumer, readDocumentReference. */
export const consumerRead = route<NrlState>({
  operation: 'consumerRead',
  method: 'GET',
  path: '/consumer/FHIR/R4/DocumentReference/:id',
  access: ACCESS,
  requires: CHECKS,
  subject: subjectOfPointer,
  handle(call) {
    const { type, resource } = findPointer(call)
    if (!agreedTypes(call.state, callerOf(call)).includes(type)) refuse(outcome({ name: 'ACCESS_DENIED', diagnostics: 'The requested DocumentReference is not of a type that this organisation is allowed to access' }))
    return answer(200, resource)
  },
})
