import type { AccessProblem } from '../../../../kit/access.ts'
import { fhir, type Reply } from '../../../../kit/reply.ts'
import { CODES } from '../../systems.ts'

const gateway = (status: number, code: string, coding: string, display: string): Reply =>
  fhir(status, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { coding: [{ system: CODES.spineErrorR4, version: '1', code: coding, display }] } }] })

const DISPLAYS: Record<AccessProblem, string> = {
  missing: 'Missing access token',
  empty: 'Missing access token',
  malformed: 'Invalid access token',
  'unknown-token': 'Invalid access token',
  expired: 'Access Token expired',
  'wrong-kind': 'Invalid access token',
}

/** Every documented error by name, for faults. */
export const errors = {
  ACCESS_DENIED: () => gateway(401, 'forbidden', 'ACCESS_DENIED', 'Invalid access token'),
  timeout: () => fhir(408, { resourceType: 'OperationOutcome', issue: [{ code: 'timeout', severity: 'fatal', details: { coding: [{ system: CODES.httpError, code: 'TIMEOUT', display: '408: The server has timed out whilst processing the request.' }] } }] }),
  throttled: () => gateway(429, 'throttled', 'TOO_MANY_REQUESTS', 'You have exceeded your application rate limit'),
  SERVER_ERROR: () =>
    fhir(500, { resourceType: 'OperationOutcome', issue: [{ code: 'security', severity: 'fatal', details: { coding: [{ system: CODES.httpError, code: 'SERVER_ERROR', display: '500: The Server has encountered an error processing the request.' }] }, diagnostics: 'Spine certificate is not configured' }] }),
}

/** The answer to a token that is not let in. */
export const refuseAccess = (problem: AccessProblem): Reply => gateway(401, 'forbidden', 'ACCESS_DENIED', DISPLAYS[problem])
