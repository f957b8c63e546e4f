import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import type { Caller } from './caller.ts'

/** What was answered to a request that made something. */
export interface KeptAnswer {
  location: string
  resource: object
}

/**
 * What was answered to the same request before. An app that lost the answer sends its request again under the same
 * X-Request-ID. Source: GP Connect (Patient Facing), X-Request-ID, "which we use to de-duplicate repeated requests".
 */
export const answeredBefore = behaviour(
  'patient-facing.answeredBefore',
  ({ services: { database } }: Work, { nhsNumber, requestId }: Caller): KeptAnswer | undefined => {
    const row = database.one<{ location: string; answer: string }>(
      'SELECT location, answer FROM app_request WHERE nhs_number = ? AND request_id = ?',
      nhsNumber,
      requestId.toLowerCase(),
    )
    return row && { location: row.location, resource: JSON.parse(row.answer) as object }
  },
)

/** Keeps an answer for the case that the same request comes again. */
export function keepAnswer({ services: { database } }: Work, { nhsNumber, requestId }: Caller, { location, resource }: KeptAnswer): void {
  database.run(
    'INSERT OR REPLACE INTO app_request (nhs_number, request_id, location, answer) VALUES (?, ?, ?, ?)',
    nhsNumber,
    requestId.toLowerCase(),
    location,
    JSON.stringify(resource),
  )
}
