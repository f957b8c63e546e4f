import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { fhir } from '../../kit/reply.ts'
import { headerError } from './errors.ts'
import { FHIR_JSON } from './outcome.ts'

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/

/** X-Request-ID: a UUID, on every request. */
export function requestId(call: Call): void {
  const value = call.header('x-request-id')
  if (value !== undefined && UUID.test(value)) return
  refuse(headerError('X-Request-ID'), {
    rule: value === undefined ? 'missing-request-id' : 'invalid-request-id',
    detail: value === undefined ? 'no X-Request-ID header' : `X-Request-ID is ${value}, no UUID`,
    clause: 'EPS FHIR Prescribing API, parameter X-Request-ID',
    pointer: 'X-Request-ID',
  })
}

/** NHSD-Session-URID: the role profile the user acts in, one of the user's own. */
export function sessionRole(call: Call): void {
  const value = call.header('nhsd-session-urid')
  const grant = call.grant
  if (value !== undefined && grant?.kind === 'healthcare-worker' && grant.roles.some((role) => role.id === value)) return
  const diagnostics =
    value === undefined ? 'multiple roles found in user info, please check NHSD-Session-URID' : 'NHSD-Session-URID is invalid'
  refuse(fhir(401, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'forbidden', diagnostics }] }, FHIR_JSON), {
    rule: value === undefined ? 'missing-session-urid' : 'invalid-session-urid',
    detail: value === undefined ? 'no NHSD-Session-URID header' : `NHSD-Session-URID ${value} is no role of the user`,
    clause: 'EPS FHIR Prescribing API, parameter NHSD-Session-URID; API platform user role flow',
    pointer: 'NHSD-Session-URID',
  })
}

/** The service reads any body as FHIR JSON; a client that says something else is only noted. */
export function contentType(call: Call): void {
  const value = call.header('content-type') ?? ''
  if (/^application\/fhir\+json\b/.test(value)) return
  call.note({
    rule: 'content-type',
    detail: `Content-Type is ${value || 'absent'}`,
    clause: 'EPS FHIR Prescribing API, request body: application/fhir+json',
    pointer: 'Content-Type',
  })
}
