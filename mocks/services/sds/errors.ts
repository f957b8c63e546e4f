import type { Call } from '../../kit/call.ts'
import { fhir, json, type Reply } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'
import type { SdsState } from './state.ts'

const SYSTEM = 'https://fhir.nhs.uk/STU3/ValueSet/Spine-ErrorOrWarningCode-1'
const DISPLAY = {
  BAD_REQUEST: 'Bad request',
  NOT_IMPLEMENTED: 'Not implemented',
  MISSING_OR_INVALID_HEADER: 'There is a required header missing or invalid',
  INTERNAL_SERVER_ERROR: 'Unexpected internal server error',
} as const

type SdsCall = Call<SdsState>

/** An OperationOutcome as the directory words it; its id is the correlation id of the call. */
function outcome(call: SdsCall, status: number, issueCode: string, code: keyof typeof DISPLAY, diagnostics: string, headers: Record<string, string> = {}): Reply {
  const body = {
    resourceType: 'OperationOutcome',
    id: correlationIdOf(call),
    issue: [{ severity: 'error', code: issueCode, details: { coding: [{ system: SYSTEM, code, display: DISPLAY[code] }] }, diagnostics }],
  }
  return { ...fhir(status, body, headers), body: JSON.stringify(body, undefined, 4) }
}

const correlationIds = new WeakMap<SdsCall, string>()

/** The caller's X-Correlation-Id, or one that the service makes; the same for the whole call. */
export function correlationIdOf(call: SdsCall): string {
  const given = call.header('x-correlation-id') || correlationIds.get(call)
  if (given) return given
  const made = call.environment.random.uuid().toUpperCase()
  correlationIds.set(call, made)
  return made
}

/** A 400 in the framework's words: the reason in brackets where the service gives one. */
export const badRequest = (call: SdsCall, detail: string) => outcome(call, 400, 'required', 'BAD_REQUEST', `HTTP 400: Bad Request (${detail})`)

const gatewayFault = (faultstring: string, errorcode: string): Reply => json(401, { fault: { faultstring, detail: { errorcode } } })

/** Documented errors by name. */
export const errors = {
  missingApiKey: () => gatewayFault('Failed to resolve API Key variable request.header.apikey', 'steps.oauth.v2.FailedToResolveAPIKey'),
  invalidApiKey: () => gatewayFault('Invalid ApiKey', 'oauth.v2.InvalidApiKey'),
  badRequest: (call: SdsCall) => badRequest(call, "Missing or invalid 'organization' query parameter. Should be 'organization=https://fhir.nhs.uk/Id/ods-organization-code|value'"),
  notFound: (call: SdsCall) => outcome(call, 404, 'not-found', 'NOT_IMPLEMENTED', 'HTTP endpoint not found'),
  methodNotAllowed: (call: SdsCall) => outcome(call, 405, 'not-supported', 'NOT_IMPLEMENTED', 'HTTP operation not supported', { allow: 'GET' }),
  notAcceptable: (call: SdsCall) => outcome(call, 406, 'not-supported', 'MISSING_OR_INVALID_HEADER', 'Accept type not supported'),
  tooManyRequests: () => json(429, { fault: { faultstring: 'Spike arrest violation', detail: { errorcode: 'policies.ratelimit.SpikeArrestViolation' } } }),
  internalServerError: (call: SdsCall) => outcome(call, 500, 'exception', 'INTERNAL_SERVER_ERROR', 'HTTP 500: Internal Server Error'),
  badGateway: (call: SdsCall) => outcome(call, 502, 'exception', 'INTERNAL_SERVER_ERROR', 'Invalid LDAP response received'),
  gatewayTimeout: (call: SdsCall) => outcome(call, 504, 'timeout', 'INTERNAL_SERVER_ERROR', 'LDAP request timed out'),
} satisfies Record<string, (call: SdsCall) => Reply>

/** The gateway's check: the API key of a registered application. */
export function requireApiKey(call: SdsCall): void {
  const key = call.header('apikey')
  const violation = { clause: 'Spine Directory Service API, Security and authorisation: API key', pointer: 'apikey' }
  if (key === undefined || key === '') refuse(errors.missingApiKey(), { rule: 'missing-api-key', detail: 'no apikey header', ...violation })
  if (!call.environment.identity.applications.has(key)) refuse(errors.invalidApiKey(), { rule: 'invalid-api-key', detail: 'the apikey is not that of a registered application', ...violation })
}
