import type { AccessProblem } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { fhir, type Reply } from '../../../kit/reply.ts'
import { CODES } from '../systems.ts'

const KINDS = {
  400: ['value', 'BAD_REQUEST', '400: The Server was unable to process the request.'],
  401: ['processing', 'UNAUTHORIZED', '401: The Server deemed you unauthorized to make this request.'],
  403: ['forbidden', 'FORBIDDEN', '403: Failed to Authenticate with the Server.'],
  404: ['not-found', 'NOT_FOUND', '404: The Server was unable to find the specified resource.'],
  408: ['timeout', 'TIMEOUT', '408: The server has timed out whilst processing the request.'],
  500: ['exception', 'SERVER_ERROR', '500: The Server has encountered an error processing the request.'],
} as const

/** An OperationOutcome of the tracker: one issue a description. */
export function trackerError(call: Call, status: keyof typeof KINDS, descriptions: readonly string[]): Reply {
  const [code, detail, display] = KINDS[status]
  const issue = descriptions.map((diagnostics) => ({
    code,
    severity: 'error',
    diagnostics,
    details: { coding: [{ system: CODES.httpError, code: detail, display }] },
  }))
  return fhir(status, {
    resourceType: 'OperationOutcome',
    meta: { lastUpdated: new Date(call.environment.clock.now()).toISOString() },
    issue,
  })
}

/** The documented errors by name. */
export const errors: Record<string, (call: Call) => Reply> = {
  BAD_REQUEST: (call) =>
    trackerError(call, 400, ['Missing required query string parameter; either prescriptionId or nhsNumber must be included.']),
  UNAUTHORIZED: (call) => trackerError(call, 401, ['Missing or invalid OAuth 2.0 bearer token in request.']),
  FORBIDDEN: (call) => trackerError(call, 403, ['The access token does not admit to this API.']),
  NOT_FOUND: (call) => trackerError(call, 404, ['Prescription not found']),
  TIMEOUT: (call) => trackerError(call, 408, ['Request timed out.']),
  SERVER_ERROR: (call) => trackerError(call, 500, ['Unknown Error.']),
}

export function refuseAccess(problem: AccessProblem, call: Call): Reply {
  return problem === 'wrong-kind' ? errors.FORBIDDEN!(call) : errors.UNAUTHORIZED!(call)
}

/** Refuses a request with everything found wrong with it. */
export function refuseRequest(call: Call, descriptions: readonly string[]): void {
  if (!descriptions.length) return
  for (const detail of descriptions) call.note({ rule: 'tracker-request', detail, clause: 'Clinical Prescription Tracker API, parameters' })
  refuse(trackerError(call, 400, descriptions))
}
