import { json, type Reply } from '../../kit/reply.ts'

const fault = (status: number, faultstring: string, errorcode: string): Reply => json(status, { fault: { faultstring, detail: { errorcode } } })

/** What the API says of a body it does not take: every field that is wrong. Source: GP Registrations MI API, 400. */
export const badRequest = (wrong: readonly string[]): Reply => json(400, { status: 'BAD_REQUEST', message: 'Failed to validate fields', errors: wrong })

/** Every documented error by name, for faults; those of the gateway in front of it besides. */
export const errors = {
  BAD_REQUEST: () => badRequest(['reportingPracticeOdsCode: must not be empty']),
  INTERNAL_SERVER_ERROR: () => json(500, { status: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong', errors: [] }),
  MISSING_API_KEY: () => fault(401, 'Failed to resolve API Key variable request.header.apikey', 'steps.oauth.v2.FailedToResolveAPIKey'),
  INVALID_API_KEY: () => fault(401, 'Invalid ApiKey', 'oauth.v2.InvalidApiKey'),
  TOO_MANY_REQUESTS: () => fault(429, 'Spike arrest violation', 'policies.ratelimit.SpikeArrestViolation'),
}
