import type { AccessProblem } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import { GATEWAY_FAULTS } from '../../kit/gateway-fault.ts'
import { refuse } from '../../kit/refusal.ts'
import { fhir, json, text, type Reply } from '../../kit/reply.ts'
import { SYSTEM } from './systems.ts'

type IssueType = 'invalid' | 'value' | 'forbidden' | 'not-supported' | 'not-found' | 'transient' | 'throttled'

/** An OperationOutcome of the service itself: words in `details.text`, no coding. */
export function outcome(status: number, code: IssueType, words: string, headers: Record<string, string> = {}): Reply {
  return fhir(status, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text: words } }] }, headers)
}

/** An OperationOutcome of the gateway: a code of Spine, labelled `application/json`. */
function gateway(status: number, code: string, coding: string, display: string, diagnostics?: string): Reply {
  const details = { coding: [{ system: SYSTEM.spineError, version: '1', code: coding, display }] }
  return json(status, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details, ...(diagnostics !== undefined && { diagnostics }) }] })
}

const CALL_US = 'Contact us for assistance diagnosing this issue: https://digital.nhs.uk/developer/help-and-support.'
const DENIED = 'Code: 420, Display: Business condition related to access control  which prevents the action being performed by PSIS;Code: 30418, Display: [PSIS-30418] - ACF does not permit access to resource'

/** The answer to a token that is not let in. An application without a user is told so where a user is needed. */
export function refuseAccess(problem: AccessProblem, call: Call): Reply {
  const token = (call.header('authorization') ?? '').slice(7)
  if (problem === 'wrong-kind' && call.environment.identity.tokens.get(token)?.kind === 'application') return errors.insufficientPermissions()
  return gateway(401, 'forbidden', 'ACCESS_DENIED', GATEWAY_FAULTS[problem].faultstring)
}

/** The role of a user cannot be told from the token and NHSD-Session-URID; in the gateway's words. */
export function roleProblem({ status, diagnostics }: { status: number; diagnostics: string }): Reply {
  return gateway(status, String(status), 'INVALID_VALUE', 'Provided value is invalid', diagnostics)
}

/** Stops because the caller broke a rule of the published service. `value` is what the service itself says of any bad value. */
export function reject(words: string, rule: string, clause: string, pointer?: string): never {
  return refuse(outcome(400, 'value', words), { rule, detail: words, clause, ...(pointer !== undefined && { pointer }) })
}

/** Every documented error by name, for faults. */
export const errors = {
  accessTokenExpired: () => gateway(401, 'forbidden', 'ACCESS_DENIED', GATEWAY_FAULTS.expired.faultstring),
  accessTokenInvalid: () => gateway(401, 'forbidden', 'ACCESS_DENIED', GATEWAY_FAULTS['unknown-token'].faultstring),
  insufficientPermissions: () =>
    gateway(401, 'forbidden', 'ACCESS_DENIED', 'Access denied', 'Your app has insufficient permissions to use this method. Please contact support.'),
  invalidNhsNumber: () =>
    outcome(400, 'value', 'Code: 400, Display: Invalid Request;Code: 35160, Display: [PSIS-35160] - Invalid input message. Mandatory field NHS Number is missing or incorrect'),
  duplicateEvent: (call: Call) => duplicateEvent('FFFBB3CF-62F3-11EC-BCD6-024734D13536', call.subject ?? ''),
  noConsent: () => outcome(403, 'forbidden', DENIED),
  accessControl: () => outcome(420, 'forbidden', DENIED),
  contentTooLarge: () => outcome(413, 'invalid', 'Content too large'),
  unsupportedMediaType: (call: Call) => unsupportedMediaType(call),
  tooManyRequests: () => outcome(429, 'throttled', "You have exceeded your application's rate limit"),
  unknownError: () => gateway(500, 'unknown', 'UNKNOWN_ERROR', 'Unknown Error', `An unknown server-side error occurred processing this request. ${CALL_US}`),
  badGateway: () => gateway(502, 'unknown', 'UNKNOWN_ERROR', 'Unknown Error', `An unknown error occurred processing this request. ${CALL_US}`),
  serviceUnavailable: () => outcome(503, 'transient', 'Code: 503, Display: Service Not Available'),
  serviceUnavailablePage: () =>
    text(503, '<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>', 'text/html'),
  timedOut: () => outcome(504, 'transient', 'Request processing timed out. Spine POST + polling GET has timed out'),
}

export function duplicateEvent(id: string, nhsNumber: string): Reply {
  return outcome(400, 'invalid', `[PSIS-30134] - Duplicate event with eventId ${id} and nhsNumber ${nhsNumber}.`)
}

/** Spine processes an upload and finds it wrong. */
export function spineProcessing(...findings: string[]): Reply {
  return outcome(400, 'value', `Spine processing finished with errors:\n${findings.map((finding) => `- ${finding}`).join('\n')}`)
}

export function unsupportedMediaType(call: Call): Reply {
  return outcome(415, 'not-supported', `Content type '${call.header('content-type') ?? 'application/octet-stream'}' not supported`)
}
