import type { Call } from '../../kit/call.ts'
import { reject } from './errors.ts'
import { idIn, producerIn } from './find-pointer.ts'
import { callerOf } from './headers.ts'
import type { NrlState } from './state.ts'

/** Stops somebody who is not the one that published the pointer. */
export function demandOwn(call: Call<NrlState>, what: 'read' | 'updated' | 'deleted'): void {
  if (producerIn(idIn(call)) !== callerOf(call))
    reject(what === 'deleted' ? 'ACCESS_DENIED' : 'AUTHOR_CREDENTIALS_ERROR', `The requested document pointer cannot be ${what} because it belongs to another organisation`, 'not-own-pointer', 'NRL producer: /DocumentReference/{id}')
}
