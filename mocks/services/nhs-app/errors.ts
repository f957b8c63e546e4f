import type { AccessProblem } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import { GATEWAY_FAULTS } from '../../kit/gateway-fault.ts'
import { fhir, json, type Reply } from '../../kit/reply.ts'
import type { NhsAppState } from './state.ts'

/** One issue of an OperationOutcome as this API words it: no coding, a FHIRPath where there is one. */
export interface Issue {
  code: string
  diagnostics: string
  expression?: string
}

/** An OperationOutcome of the NHS App itself. */
export function outcome(status: number, ...issues: Issue[]): Reply {
  return fhir(status, body(issues))
}

/** The gateway labels its own bodies `application/json` (proxy policies `OAuthPolicyErrorResponse`, `QuotaLimitsBreachedErrorResponse`). */
function gateway(status: number, code: string, diagnostics: string): Reply {
  return json(status, body([{ code, diagnostics }]))
}

function body(issues: Issue[]) {
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ code, diagnostics, expression }) => ({ severity: 'error', code, diagnostics, ...(expression !== undefined && { expression: [expression] }) })),
  }
}

/** The gateway's answer to a token it does not let through: `expired` for an expired one, `forbidden` for all else. */
export function refuseAccess(problem: AccessProblem): Reply {
  return gateway(401, problem === 'expired' ? 'expired' : 'forbidden', GATEWAY_FAULTS[problem].faultstring)
}

export type Permission = 'channel App Message' | 'channel Push Notification' | 'Receipts report access' | 'patient report access'

export function noPermission(call: Call<NhsAppState>, permission: Permission): Reply {
  return outcome(403, { code: 'security', diagnostics: `Supplier with ID ${supplier(call)} does not have ${permission} permission` })
}

const supplier = (call: Call<NhsAppState>) => call.grant?.applicationId ?? 'unknown'

/** Every documented error by name, for faults. */
export const errors = {
  expiredAccessToken: () => refuseAccess('expired'),
  invalidAccessToken: () => refuseAccess('unknown-token'),
  invalidApiKey: () => json(401, { fault: { faultstring: 'Invalid ApiKey', detail: { errorcode: 'oauth.v2.InvalidApiKey' } } }),
  invalidApiKeyForResource: () => json(401, { fault: { faultstring: 'Invalid ApiKey for given resource', detail: { errorcode: 'oauth.v2.InvalidApiKeyForGivenResource' } } }),
  appMessagePermissionMissing: (call: Call<NhsAppState>) => noPermission(call, 'channel App Message'),
  pushNotificationPermissionMissing: (call: Call<NhsAppState>) => noPermission(call, 'channel Push Notification'),
  receiptsReportPermissionMissing: (call: Call<NhsAppState>) => noPermission(call, 'Receipts report access'),
  patientReportPermissionMissing: (call: Call<NhsAppState>) => noPermission(call, 'patient report access'),
  reportNotFound: () => outcome(404, { code: 'not-found', diagnostics: 'Report not found' }),
  throttledApplication: (call: Call<NhsAppState>) =>
    gateway(429, 'throttled', `Your application, ${supplier(call)}, has exceeded its quota of 100 requests every 1 minute(s) and is being rate limited.`),
  throttledService: () => gateway(429, 'throttled', 'This API is currently receiving a high volume of requests and is being rate limited.'),
  throttledSpike: (call: Call<NhsAppState>) =>
    gateway(429, 'throttled', `Your application, ${supplier(call)}, has created a spike in traffic and is being rate limited. Please reduce the frequency of your requests.`),
  unknown: (call: Call<NhsAppState>) =>
    gateway(
      500,
      'unknown',
      `An unknown error occurred processing this request. Contact us for assistance diagnosing this issue: https://digital.nhs.uk/developer/help-and-support. (Message ID: ${call.environment.random.uuid()})`,
    ),
} satisfies Record<string, (call: Call<NhsAppState>) => Reply>
