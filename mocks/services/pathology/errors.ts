import type { AccessProblem } from '../../kit/access.ts'
import { GATEWAY_FAULTS } from '../../kit/gateway-fault.ts'
import { fhir, json, type Reply } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'

const outcome = (status: number, code: 'invalid' | 'not-found' | 'exception', diagnostics: string): Reply =>
  fhir(status, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] })

/** What is said of a document that breaks a rule. */
export const invalid = (diagnostics: string): Reply => outcome(400, 'invalid', diagnostics)

/** Stops because a document breaks a rule. `pointer` is where in the Bundle. */
export const reject = (rule: string, diagnostics: string, pointer: string): never =>
  refuse(invalid(diagnostics), { rule, detail: diagnostics.trim(), clause: 'Pathology and Laboratory Medicine Reporting API, send a laboratory test result', pointer })

/** The gateway's own fault, as it is. */
export const refuseAccess = (problem: AccessProblem): Reply => {
  const { faultstring, errorcode } = GATEWAY_FAULTS[problem]
  return json(401, { fault: { faultstring, detail: { errorcode } } })
}

/** Documented errors by name. */
export const errors = {
  invalidBundle: () => invalid('Resources must be provided as a bundle of type document'),
  invalidToken: () => refuseAccess('malformed'),
  tokenExpired: () => refuseAccess('expired'),
  forbidden: () => ({ status: 403, headers: {} }),
  internalServerError: () => outcome(500, 'invalid', 'An unexpected internal error has occurred'),
} satisfies Record<string, () => Reply>

/** Errors of the store. Its own document is not public: see gaps.md. */
export const storeErrors = {
  notFound: () => outcome(404, 'not-found', 'The requested resource could not be found'),
  invalidToken: errors.invalidToken,
  tokenExpired: errors.tokenExpired,
  forbidden: errors.forbidden,
  tooManyRequests: () => json(429, { fault: { faultstring: 'Rate limit quota violation', detail: { errorcode: 'policies.ratelimit.QuotaViolation' } } }),
  internalServerError: errors.internalServerError,
} satisfies Record<string, () => Reply>
