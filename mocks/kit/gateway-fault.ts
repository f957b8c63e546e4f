import type { AccessProblem } from './access.ts'

/** What the API platform's gateway itself says of a token, before a service words it anew. */
export interface GatewayFault {
  faultstring: string
  errorcode: string
}

/**
 * The gateway's own fault for each access problem (Apigee's `VerifyAccessToken` policy). Some services pass it on as
 * it is (`{"fault":{"faultstring",...,"detail":{"errorcode"}}}`), others put its words into their own body.
 */
export const GATEWAY_FAULTS: Record<AccessProblem, GatewayFault> = {
  missing: { faultstring: 'Missing access token', errorcode: 'oauth.v2.MissingAccessToken' },
  empty: { faultstring: 'Missing access token', errorcode: 'oauth.v2.MissingAccessToken' },
  malformed: { faultstring: 'Invalid access token', errorcode: 'oauth.v2.InvalidAccessToken' },
  'unknown-token': { faultstring: 'Invalid Access Token', errorcode: 'keymanagement.service.invalid_access_token' },
  expired: { faultstring: 'Access Token expired', errorcode: 'keymanagement.service.access_token_expired' },
  'wrong-kind': { faultstring: 'Invalid API call as no apiproduct match found', errorcode: 'keymanagement.service.InvalidAPICallAsNoApiProductMatchFound' },
}
