import type { AccessProblem } from '../../kit/access.ts'
import { refuse } from '../../kit/refusal.ts'
import { json, type Reply } from '../../kit/reply.ts'

const failure = (status: number, error: string): Reply => json(status, { error })

/** The errors by name. None is published: words and shape are our own (gaps.md). */
export const errors = {
  badRequest: () => failure(400, 'The request is not valid.'),
  unauthorized: () => json(401, { fault: { faultstring: 'Invalid access token', detail: { errorcode: 'oauth.v2.InvalidAccessToken' } } }),
  forbidden: () => failure(403, 'The user may not sign this.'),
  notFound: () => failure(404, 'There is no such signature request.'),
  notConfirmed: () => failure(409, 'The user has not confirmed the signature.'),
  declined: () => failure(410, 'The user has declined the signature.'),
  expired: () => failure(410, 'The signature request has expired.'),
  tooManyRequests: () => failure(429, 'Too many requests.'),
  internalServerError: () => failure(500, 'Internal server error.'),
}

export const refuseAccess = (problem: AccessProblem): Reply => (problem === 'wrong-kind' ? errors.forbidden() : errors.unauthorized())

/** Stops because the caller broke a rule of the signature request. */
export const reject = (rule: string, detail: string, pointer: string): never =>
  refuse(failure(400, detail), { rule, detail, clause: 'NHS Digital Signature Service: signaturerequest, JWT', pointer })
