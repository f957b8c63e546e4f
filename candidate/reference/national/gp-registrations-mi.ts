import { behaviour } from '../behaviour.ts'
import { wordsOf, type Answer } from './answer.ts'
import type { JsonObject } from './json.ts'
import type { Platform } from './platform.ts'

export const REGISTRATIONS_MI = 'GP Registrations Management Information'

const BASE = '/gp-registrations-mi'

/** Events of a registration that this system reports, by their paths. */
export type EventKind = 'registrations' | 'transfer-compatibility-statuses' | 'errors'

/** What became of an event: taken in; refused as it stands, for good; or not taken in, to be sent again. */
export type Fate = { state: 'sent' } | { state: 'refused' | 'pending'; problem: string }

/** What an answer means. Only a refusal of the event itself is for good. Source: GP Registrations MI API, responses. */
export const fateOf = behaviour('registrationsMi.fateOf', ({ status, body }: Answer): Fate => {
  if (status === 200) return { state: 'sent' }
  const errors = Array.isArray(body['errors']) ? body['errors'].join('; ') : ''
  const problem = `${REGISTRATIONS_MI} answered ${status}${errors ? `: ${errors}` : ` ${wordsOf(body) ?? ''}`.trimEnd()}.`
  return { state: status === 400 || status === 422 ? 'refused' : 'pending', problem }
})

/** Submits one event under the application's key. The API knows no repetitions: what may have arrived is not sent again by itself. */
export async function submitEvent(platform: Platform, { kind, body, correlationId }: { kind: EventKind; body: JsonObject; correlationId: string }): Promise<Fate> {
  return fateOf(await platform.call({ service: REGISTRATIONS_MI, as: 'api-key', method: 'POST', path: `${BASE}/${kind}`, body, mediaType: 'application/json', correlationId, once: true }))
}
