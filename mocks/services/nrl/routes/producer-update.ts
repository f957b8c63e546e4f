import { isDeepStrictEqual } from 'node:util'
import { route } from '../../../kit/route.ts'
import { checkPointer } from '../check-pointer.ts'
import { demandOwn } from '../demand-own.ts'
import { done, reject } from '../errors.ts'
import { findPointer, idIn, subjectOfPointer } from '../find-pointer.ts'
import { ACCESS, CHECKS } from '../headers.ts'
import { object } from '../json.ts'
import { resourceIn } from '../resource-in.ts'
import type { NrlState } from '../state.ts'

const CLAUSE = 'NRL producer: PUT /DocumentReference/{id}'
/** `date` stays as it is whatever is sent. */
const IMMUTABLE = ['masterIdentifier', 'id', 'type', 'subject', 'custodian']

/** Changes a pointer of one's own, as far as it may be changed. Source: producer, updateDocumentReference. */
export const producerUpdate = route<NrlState>({
  operation: 'producerUpdate',
  method: 'PUT',
  path: '/producer/FHIR/R4/DocumentReference/:id',
  access: ACCESS,
  requires: CHECKS,
  subject: subjectOfPointer,
  handle(call) {
    const sent = resourceIn(call)
    if (sent['id'] !== idIn(call)) reject('BAD_REQUEST', 'The document id in the path does not match the document id in the body', 'id', CLAUSE, 'id')
    checkPointer(sent)
    demandOwn(call, 'updated')
    const pointer = findPointer(call)
    const changed = IMMUTABLE.find((field) => !isDeepStrictEqual(sent[field], pointer.resource[field]))
    if (changed !== undefined) reject('BAD_REQUEST', `The field '${changed}' is immutable and cannot be updated`, 'immutable', CLAUSE, changed)
    const lastUpdated = new Date(call.environment.clock.now()).toISOString()
    pointer.resource = { ...sent, meta: { ...object(sent['meta']), lastUpdated }, date: pointer.resource['date'] }
    return done(200, { system: 'NRLF-SuccessCode', code: 'RESOURCE_UPDATED', display: 'Resource updated', diagnostics: 'Resource updated' })
  },
})
