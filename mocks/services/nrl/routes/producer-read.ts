import { route } from '../../../kit/route.ts'
import { demandOwn } from '../demand-own.ts'
import { answer } from '../errors.ts'
import { findPointer, subjectOfPointer } from '../find-pointer.ts'
import { ACCESS, CHECKS } from '../headers.ts'
import type { NrlState } from '../state.ts'

/** One pointer of one's own. Source: producer, readDocumentReference. */
export const producerRead = route<NrlState>({
  operation: 'producerRead',
  method: 'GET',
  path: '/producer/FHIR/R4/DocumentReference/:id',
  access: ACCESS,
  requires: CHECKS,
  subject: subjectOfPointer,
  handle(call) {
    demandOwn(call, 'read')
    return answer(200, findPointer(call).resource)
  },
})
