import type { AccessProblem } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import { GATEWAY_FAULTS } from '../../kit/gateway-fault.ts'
import { empty, fhir, text, type Reply } from '../../kit/reply.ts'
import codes from './codes/error-codes.json' with { type: 'json' }
import { codeSystem, profile } from './codes/systems.ts'
import type { ErsState } from './state.ts'

/** Error codes of `eRS-APIErrorCode-1` that this service gives. */
export type ErrorCode = keyof typeof codes

const HTTP_ERROR_CODES = 'https://fhir.nhs.uk/CodeSystem/http-error-codes'
const ERS_ERROR_CODES = 'https://fhir.nhs.uk/CodeSystem/ers-error-codes'
const PLATFORM_CODES = 'https://fhir.nhs.uk/CodeSystem/NHSD-API-ErrorOrWarningCode'

/** R4 codes, with the FHIR issue type each comes with and the system it belongs to. */
const R4_CODES = {
  REC_BAD_REQUEST: ['invalid', HTTP_ERROR_CODES],
  REC_FORBIDDEN: ['forbidden', HTTP_ERROR_CODES],
  REC_NOT_FOUND: ['not-found', HTTP_ERROR_CODES],
  REC_NOT_ACCEPTABLE: ['not-supported', HTTP_ERROR_CODES],
  REC_UNSUPPORTED_MEDIA_TYPE: ['not-supported', HTTP_ERROR_CODES],
  REC_SERVER_ERROR: ['exception', HTTP_ERROR_CODES],
  REC_UNAVAILABLE: ['transient', HTTP_ERROR_CODES],
  NO_RELATIONSHIP: ['forbidden', ERS_ERROR_CODES],
  PENDING: ['invalid', ERS_ERROR_CODES],
  THREATS_FOUND: ['invalid', ERS_ERROR_CODES],
  VALIDATION_FAILED: ['invalid', ERS_ERROR_CODES],
} as const
export type R4Code = keyof typeof R4_CODES

export function isR4(call: Call): boolean {
  return call.url.startsWith('/referrals/FHIR/R4/')
}

/** An `eRS-OperationOutcome-1`: what the STU3 side of e-RS answers. */
export function stu3Error(status: number, code: ErrorCode, diagnostics?: string): Reply {
  const [issue, display] = codes[code] as [string, string]
  return fhir(status, {
    meta: { profile: [profile('OperationOutcome')] },
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: issue, details: { coding: [{ system: codeSystem('APIErrorCode'), code, display }] }, ...(diagnostics !== undefined && { diagnostics }) }],
  })
}

/** An `NHSDigital-OperationOutcome`: what the R4 side of e-RS answers. */
export function r4Error(call: Call, status: number, code: R4Code, diagnostics?: string, issue: string = R4_CODES[code][0]): Reply {
  return fhir(status, {
    resourceType: 'OperationOutcome',
    meta: { lastUpdated: now(call) },
    issue: [{ severity: 'error', code: issue, details: { coding: [{ system: R4_CODES[code][1], code }] }, ...(diagnostics !== undefined && { diagnostics }) }],
  })
}

/**
 * What the gateway in front of e-RS answers. Its code differs by FHIR version, its texts do not.
 * Source: proxy policies `OperationOutcomeErrorResponse`, `SetOperationOutcomeVariablesR4` and `...PreR4`.
 */
export function gatewayError(call: Call, status: number, issue: string, diagnostics: string, code: string = isR4(call) ? 'ACCESS_DENIED' : 'NO_ACCESS'): Reply {
  const r4 = isR4(call)
  return fhir(status, {
    resourceType: 'OperationOutcome',
    meta: { lastUpdated: now(call), profile: [r4 ? 'https://www.hl7.org/fhir/R4/operationoutcome.html' : profile('OperationOutcome')] },
    issue: [{ severity: 'error', code: issue, details: { coding: [{ system: r4 ? PLATFORM_CODES : codeSystem('APIErrorCode'), code }] }, diagnostics }],
  })
}

/**
 * A token the gateway does not let through. STU3: 401 without a body, the reason only in `WWW-Authenticate`; R4: an
 * OperationOutcome. A token of too low an assurance level gets a body in both. Source: fault rules
 * `access_token_error`, `access_token_error_fhir_r4` and the proxy's integration tests.
 */
export function refuseAccess(problem: AccessProblem, call: Call): Reply {
  // e-RS never saw the call, so the caller's own request id comes back instead of e-RS's.
  const requestId = call.header('x-request-id')
  const echo: Record<string, string> = requestId === undefined ? {} : { 'x-request-id': requestId }
  if (problem === 'wrong-kind') return withHeaders(gatewayError(call, 401, 'login', AUTHENTICATION_NOT_SUPPORTED), echo)
  const { faultstring, errorcode } = GATEWAY_FAULTS[problem]
  const challenge = { 'www-authenticate': `Bearer realm="null",error="invalid_token",error_description="${errorcode}: ${faultstring}"` }
  return withHeaders(isR4(call) ? gatewayError(call, 401, 'login', faultstring) : empty(401), { ...challenge, ...echo })
}

function withHeaders(reply: Reply, headers: Record<string, string>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } }
}

const AUTHENTICATION_NOT_SUPPORTED = 'The authentication method utilised is not currently supported. Contact your local Registration Authority or IT department for help.'

/** The gateway's 429: an OperationOutcome without diagnostics in R4, no body in STU3. */
export function tooManyRequests(call: Call): Reply {
  if (!isR4(call)) return empty(429)
  return fhir(429, {
    resourceType: 'OperationOutcome',
    meta: { lastUpdated: now(call), profile: ['https://www.hl7.org/fhir/R4/operationoutcome.html'] },
    issue: [{ severity: 'error', code: 'throttled', details: { coding: [{ system: PLATFORM_CODES, code: 'TOO_MANY_REQUESTS' }] } }],
  })
}

export function notFound(call: Call): Reply {
  return isR4(call) ? r4Error(call, 404, 'REC_NOT_FOUND', 'The supplied URL or Resource does not exist on the server.') : text(404, 'Not Found', 'text/plain;charset=utf-8')
}

/** Not allowed to this user: 403 from e-RS itself. */
export function forbidden(call: Call, diagnostics: string): Reply {
  return isR4(call) ? r4Error(call, 403, 'REC_FORBIDDEN', diagnostics) : stu3Error(403, 'FORBIDDEN', diagnostics)
}

export function notAcceptable(call: Call): Reply {
  return isR4(call) ? r4Error(call, 406, 'REC_NOT_ACCEPTABLE') : text(406, 'Not Acceptable', 'text/plain;charset=utf-8')
}

/** Plain text in STU3, as its operations say; no operation of R4 takes a body, so that its published outcome comes as a fault only. */
export function unsupportedMediaType(call: Call): Reply {
  return isR4(call) ? r4Error(call, 415, 'REC_UNSUPPORTED_MEDIA_TYPE') : text(415, 'Unsupported Media Type', 'text/plain;charset=utf-8')
}

/** How long e-RS asks to wait when it is not available, seconds (example value of the `Retry-After` header). */
const RETRY_AFTER = '120'

/** Every documented error by name, for faults. */
export const errors = {
  unauthorised: (call: Call<ErsState>) => refuseAccess('unknown-token', call),
  expired: (call: Call<ErsState>) => refuseAccess('expired', call),
  forbidden: (call: Call<ErsState>) => forbidden(call, 'User does not have the required Business Function at the specified Organisation.'),
  notFound,
  notAcceptable,
  unsupportedMediaType,
  conflict: () => empty(409),
  preconditionFailed: () => empty(412),
  locked: () => empty(423),
  tooManyRequests,
  internalServerError: (call: Call<ErsState>) => (isR4(call) ? r4Error(call, 500, 'REC_SERVER_ERROR') : empty(500)),
  systemUnavailable: (call: Call<ErsState>) => {
    return withHeaders(isR4(call) ? r4Error(call, 503, 'REC_UNAVAILABLE') : stu3Error(503, 'SYSTEM_UNAVAILABLE'), { 'retry-after': RETRY_AFTER })
  },
  patientError: () => stu3Error(422, 'PATIENT_ERROR', 'An error occurred while retrieving the requested patient. Do not attempt again.'),
  noRelationship: () => stu3Error(422, 'NO_RELATIONSHIP', 'The user does not have a legitimate relationship with the request.'),
  invalidRequestState: () => stu3Error(422, 'INVALID_REQUEST_STATE', 'The Request is not in the correct state for the action being performed.'),
  slotNotAvailable: () => stu3Error(422, 'SLOT_NOT_AVAILABLE', 'Slot is no longer available.'),
  pasRespondedWithError: () => stu3Error(502, 'PAS_RESPONDED_WITH_ERROR', 'PAS Request Status: ERROR'),
  validationFailed: (call: Call<ErsState>) => r4Error(call, 422, 'VALIDATION_FAILED'),
  ...rejections(['ORGANISATION_IS_CLOSED', 'ORGANISATION_NOT_APPROPRIATE', 'REFERENCED_USER_IS_NOT_ACTIVE', 'REFERENCED_USER_IS_NOT_RC', 'REFERENCED_USER_IS_NOT_SPC', 'REFERENCED_USER_NOT_IN_ORG', 'UNABLE_TO_CANCEL_APPOINTMENT', 'UNABLE_TO_CONFIRM_APPOINTMENT']),
  pasNotResponding: () => stu3Error(504, 'PAS_NOT_RESPONDING', 'PAS Request Status: TIMED_OUT'),
} satisfies Record<string, (call: Call<ErsState>) => Reply>

/** What e-RS rejects by a published code for reasons that lie with it, or with others: no request brings them about here. */
function rejections<Code extends ErrorCode>(names: readonly Code[]): Record<Code, () => Reply> {
  return Object.fromEntries(names.map((name) => [name, () => stu3Error(422, name)])) as Record<Code, () => Reply>
}

function now(call: Call): string {
  return new Date(call.environment.clock.now()).toISOString()
}
