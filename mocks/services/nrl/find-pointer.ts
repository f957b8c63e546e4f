import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { outcome, reject } from './errors.ts'
import type { NrlState, Pointer } from './state.ts'

const ID = /^[A-Za-z0-9\-.]{1,64}$/

/** The pointer that the path names. */
export function findPointer(call: Call<NrlState>): Pointer {
  return call.state.pointers.get(idIn(call)) ?? refuse(outcome({ name: 'RESOURCE_NOT_FOUND', diagnostics: 'The requested DocumentReference could not be found' }))
}

/** The id in the path. */
export function idIn(call: Call<NrlState>): string {
  const id = call.params['id'] ?? ''
  return ID.test(id) ? id : reject('INVALID_PARAMETER', 'Invalid path parameter (id)', 'pointer-id', 'NRL: path parameter id', 'id')
}

/** Whose pointer it is, by its id: whoever made it is named at its beginning. */
export const producerIn = (id: string): string => id.split('-', 1)[0]!

/** The NHS number of the patient a pointer is about: what faults and the journal go by when only the id is in the request. */
export const subjectOfPointer = (call: Call<NrlState>): string | undefined => call.state.pointers.get(call.params['id'] ?? '')?.nhsNumber
