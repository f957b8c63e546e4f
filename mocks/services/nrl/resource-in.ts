import type { Call } from '../../kit/call.ts'
import { reject } from './errors.ts'
import { object, type Json } from './json.ts'
import type { NrlState } from './state.ts'

const CLAUSE = 'NRL producer: body of POST and PUT /DocumentReference'

/** The pointer that was sent. */
export function resourceIn(call: Call<NrlState>): Json {
  if (call.body.byteLength === 0) reject('BAD_REQUEST', 'Request body is required', 'body-missing', CLAUSE)
  const sent = object(call.json)
  if (sent['resourceType'] !== 'DocumentReference') reject('MESSAGE_NOT_WELL_FORMED', 'Request body could not be parsed', 'body-not-a-document-reference', CLAUSE, 'resourceType')
  return sent
}

/** The NHS number of the patient a sent pointer is about. */
export function subjectOfBody(call: Call<NrlState>): string | undefined {
  const value = object(object(object(call.json)['subject'])['identifier'])['value']
  return typeof value === 'string' ? value : undefined
}
