import { empty, json, type Reply } from '../../kit/reply.ts'

const fault = (status: number, faultstring: string, errorcode: string): Reply => json(status, { fault: { faultstring, detail: { errorcode } } })

/** The documented errors, which have no bodies, and those of the gateway in front. Source: Healthcare Worker API, getWorker. */
export const errors = {
  BAD_REQUEST: () => empty(400),
  MISSING_API_KEY: () => fault(401, 'Failed to resolve API Key variable request.header.apikey', 'steps.oauth.v2.FailedToResolveAPIKey'),
  INVALID_API_KEY: () => fault(401, 'Invalid ApiKey', 'oauth.v2.InvalidApiKey'),
  NOT_FOUND: () => empty(404),
  METHOD_NOT_ALLOWED: () => empty(405, { allow: 'GET' }),
  GONE: () => empty(410),
  INTERNAL_SERVER_ERROR: () => empty(500),
  BAD_GATEWAY: () => empty(502),
  GATEWAY_TIMEOUT: () => empty(504),
}
