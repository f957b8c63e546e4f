import { healthcareWorker } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import { selectRole } from '../../kit/role.ts'
import type { RequestCheck } from '../../kit/route.ts'
import { outcome, reject } from './errors.ts'
import type { RaState } from './state.ts'

/** A healthcare worker, strongly authenticated. Source: Reasonable Adjustment Flag API, Security and authorisation. */
export const ACCESS = [healthcareWorker({ aal: [2, 3] })] as const

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/
const IF_MATCH = /^W\/"(\d+)"$/

/** X-Request-ID, if there is one, is a UUID. */
const requestIdForm: RequestCheck<RaState> = (call) => {
  const id = call.header('x-request-id')
  if (id !== undefined && !UUID.test(id))
    reject('INVALID_VALUE', `Invalid value - '${id}' in header 'X-Request-ID'`, {
      rule: 'invalid-request-id',
      clause: 'Reasonable Adjustment Flag API: header X-Request-ID',
      pointer: 'x-request-id',
    })
}

/** The role that the user works in: named by NHSD-Session-URID, or the only one. */
export function roleOf(call: Call<RaState>) {
  return selectRole(call, { word: ({ diagnostics }) => outcome('ACCESS_DENIED', diagnostics) })
}

/** What is looked at before the matter itself. */
export const CHECKS: readonly RequestCheck<RaState>[] = [requestIdForm, (call) => void roleOf(call)]

/** The version in If-Match: 412 without one, or with one that is no weak ETag of digits. */
export function requireIfMatch(call: Call<RaState>): number {
  const value = call.header('if-match')
  const version = IF_MATCH.exec(value ?? '')?.[1]
  if (version !== undefined) return Number(version)
  return reject('PRECONDITION_FAILED', value === undefined ? 'If-Match header must be supplied to update this resource' : `If-Match header '${value}' is not W/"<version>"`, {
    rule: value === undefined ? 'missing-if-match' : 'invalid-if-match',
    clause: 'Reasonable Adjustment Flag API: header If-Match',
    pointer: 'if-match',
  })
}

/** `W/"2"` */
export const etag = (version: number): string => `W/"${version}"`
