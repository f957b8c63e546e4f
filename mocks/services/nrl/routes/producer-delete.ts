import { route } from '../../../kit/route.ts'
import { demandOwn } from '../demand-own.ts'
import { done } from '../errors.ts'
import { findPointer, subjectOfPointer } from '../find-pointer.ts'
import { ACCESS, CHECKS } from '../headers.ts'
import type { NrlState } from '../state.ts'

/** Deletes a pointer of one's own. Source: producer, deleteDocumentReference. */
export const producerDelete = route<NrlState>({
  operation: 'producerDelete',
  method: 'DELETE',
  path: '/producer/FHIR/R4/DocumentReference/:id',
  access: ACCESS,
  requires: CHECKS,
  subject: subjectOfPointer,
  handle(call) {
    demandOwn(call, 'deleted')
    call.state.pointers.delete(findPointer(call).id)
    return done(200, { system: 'NRLF-SuccessCode', code: 'RESOURCE_REMOVED', display: 'Resource removed', diagnostics: 'Resource removed' })
  },
})
