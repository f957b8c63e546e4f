import type { Call } from '../../../../kit/call.ts'
import { fhir, type Reply } from '../../../../kit/reply.ts'

type OutcomeCode = 'success' | 'value' | 'processing' | 'timeout' | 'duplicate' | 'throttled' | 'exception'

/** An OperationOutcome of the service: a code of the issue, and no coding. */
export const outcome = (call: Call, code: OutcomeCode, diagnostics: string) => ({
  resourceType: 'OperationOutcome',
  meta: { lastUpdated: new Date(call.environment.clock.now()).toISOString() },
  issue: [{ severity: code === 'success' ? 'information' : 'error', code, diagnostics }],
})

const refusal = (status: number, code: OutcomeCode, diagnostics: string) => (call: Call): Reply => fhir(status, outcome(call, code, diagnostics))

/** Every documented error by name. */
export const errors = {
  value: refusal(400, 'value', 'Missing values or invalid JSON in request.'),
  processing: refusal(401, 'processing', 'Missing or invalid OAuth 2.0 bearer token in request.'),
  timeout: refusal(408, 'timeout', 'Request timed out.'),
  duplicate: refusal(409, 'duplicate', 'Request contains a task id and prescription id identical to a record already in the data store.'),
  throttled: refusal(429, 'throttled', 'You have exceeded your application rate limit.'),
  exception: refusal(500, 'exception', 'The Server has encountered an error processing the request.'),
  gatewayTimeout: refusal(504, 'timeout', 'The server has timed out while processing the request sent by the client.'),
}
