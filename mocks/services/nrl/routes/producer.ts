import { isDeepStrictEqual } from 'node:util'
import type { Call } from '../../../kit/call.ts'
import { route } from '../../../kit/route.ts'
import { checkPointer } from '../check-pointer.ts'
import { answer, done, reject } from '../errors.ts'
import { findPointer, idIn, producerIn, subjectOfPointer } from '../find-pointer.ts'
import { ACCESS, callerOf, CHECKS } from '../headers.ts'
import { object } from '../json.ts'
import { resourceIn } from '../resource-in.ts'
import { criteriaIn, criteriaInBody, search, subjectOf } from '../search.ts'
import type { NrlState } from '../state.ts'

const PATH = '/producer/FHIR/R4/DocumentReference'
/** Source: PUT /DocumentReference/{id}; `date` stays as it is whatever is sent. */
const IMMUTABLE = ['masterIdentifier', 'id', 'type', 'subject', 'custodian']

/** Stops somebody who is not the one that published the pointer. */
function demandOwn(call: Call<NrlState>, what: 'read' | 'updated' | 'deleted'): void {
  if (producerIn(idIn(call)) !== callerOf(call))
    reject(what === 'deleted' ? 'ACCESS_DENIED' : 'AUTHOR_CREDENTIALS_ERROR', `The requested document pointer cannot be ${what} because it belongs to another organisation`, 'not-own-pointer', `NRL producer: ${PATH}/{id}`)
}

const searchByQuery = route<NrlState>({
  operation: 'producerSearch',
  method: 'GET',
  path: PATH,
  access: ACCESS,
  requires: CHECKS,
  subject: (call) => subjectOf(criteriaIn(call.query)),
  handle: (call) => search(call, criteriaIn(call.query), 'producer'),
})

const searchByBody = route<NrlState>({
  operation: 'producerSearchPost',
  method: 'POST',
  path: `${PATH}/_search`,
  access: ACCESS,
  requires: CHECKS,
  subject: (call) => subjectOf(call.json),
  handle: (call) => search(call, criteriaInBody(call), 'producer'),
})

const read = route<NrlState>({
  operation: 'producerRead',
  method: 'GET',
  path: `${PATH}/:id`,
  access: ACCESS,
  requires: CHECKS,
  subject: subjectOfPointer,
  handle(call) {
    demandOwn(call, 'read')
    return answer(200, findPointer(call).resource)
  },
})

const update = route<NrlState>({
  operation: 'producerUpdate',
  method: 'PUT',
  path: `${PATH}/:id`,
  access: ACCESS,
  requires: CHECKS,
  subject: subjectOfPointer,
  handle(call) {
    const sent = resourceIn(call)
    if (sent['id'] !== idIn(call)) reject('BAD_REQUEST', 'The document id in the path does not match the document id in the body', 'id', `NRL producer: PUT ${PATH}/{id}`, 'id')
    checkPointer(sent)
    demandOwn(call, 'updated')
    const pointer = findPointer(call)
    const changed = IMMUTABLE.find((field) => !isDeepStrictEqual(sent[field], pointer.resource[field]))
    if (changed !== undefined) reject('BAD_REQUEST', `The field '${changed}' is immutable and cannot be updated`, 'immutable', `NRL producer: PUT ${PATH}/{id}`, changed)
    const lastUpdated = new Date(call.environment.clock.now()).toISOString()
    pointer.resource = { ...sent, meta: { ...object(sent['meta']), lastUpdated }, date: pointer.resource['date'] }
    return done(200, { system: 'NRLF-SuccessCode', code: 'RESOURCE_UPDATED', display: 'Resource updated', diagnostics: 'Resource updated' })
  },
})

const remove = route<NrlState>({
  operation: 'producerDelete',
  method: 'DELETE',
  path: `${PATH}/:id`,
  access: ACCESS,
  requires: CHECKS,
  subject: subjectOfPointer,
  handle(call) {
    demandOwn(call, 'deleted')
    call.state.pointers.delete(findPointer(call).id)
    return done(200, { system: 'NRLF-SuccessCode', code: 'RESOURCE_REMOVED', display: 'Resource removed', diagnostics: 'Resource removed' })
  },
})

/** What a producer does with pointers of its own beside publishing them. */
export const producerRoutes = [searchByQuery, searchByBody, read, update, remove]
