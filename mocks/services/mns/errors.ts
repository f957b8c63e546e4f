import type { AccessProblem } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import { GATEWAY_FAULTS } from '../../kit/gateway-fault.ts'
import { json, type Reply } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'
import type { MnsState } from './state.ts'

const problem = (status: number, errors: string): Reply => json(status, { errors })

/** Several things wrong with a body, each under the member it is about. */
export const invalid = (validationErrors: Record<string, string>): Reply => json(400, { validationErrors })

/** The gateway's own fault, as it is. */
export const refuseAccess = (access: AccessProblem): Reply => {
  const { faultstring, errorcode } = GATEWAY_FAULTS[access]
  return json(401, { fault: { faultstring, detail: { errorcode } } })
}

/** Documented errors by name. */
export const errors = {
  invalidEvent: () => invalid({ type: 'Please provide a valid event type' }),
  invalidSubscription: () => invalid({ resourceType: 'Please provide the correct resource type for this endpoint' }),
  invalidId: () => problem(400, 'Please provide a valid subscription ID in UUID4 format'),
  invalidContinueFrom: () => problem(400, 'The continue_from field was not valid'),
  missingToken: () => refuseAccess('missing'),
  invalidToken: () => json(401, { fault: { faultstring: 'Invalid access token', detail: { errorcode: 'oauth.v2.InvalidAccessToken' } } }),
  tokenExpired: () => refuseAccess('expired'),
  eventTypeNotAllowed: () => problem(403, 'User is not authorized to handle the requested event type'),
  unauthorised: () => problem(403, 'Unauthorised'),
  notFound: () => problem(404, 'Not found'),
  conflict: (call: Call<MnsState>) => alreadyThere(call.environment.random.uuid()),
  tooManyRequests: () => json(429, { fault: { faultstring: 'Rate limit quota violation', detail: { errorcode: 'policies.ratelimit.QuotaViolation' } } }),
  internalServerError: () => problem(500, 'Internal server error'),
} satisfies Record<string, (call: Call<MnsState>) => Reply>

/** A subscription with the same endpoint for the same event type exists. */
export const alreadyThere = (id: string, kind = 'SQS'): Reply => problem(409, `A matching ${kind} subscription already exists with id: ${id}`)

/** X-Correlation-ID is mandatory. Source: every operation's parameters. */
export function requireCorrelationId(call: Call<MnsState>): void {
  if (!call.header('x-correlation-id'))
    refuse(problem(400, 'Please provide an X-Correlation-ID header'), { rule: 'missing-correlation-id', detail: 'no X-Correlation-ID header', clause: 'MNS API, header X-Correlation-ID (required)', pointer: 'x-correlation-id' })
}
