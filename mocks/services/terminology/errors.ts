import { refuse } from '../../kit/refusal.ts'
import { empty, fhir, json, type Reply } from '../../kit/reply.ts'

/** An OperationOutcome as HL7 terminology servers give it: the issue type and words, no coding. */
const outcome = (status: number, code: string, diagnostics: string): Reply => fhir(status, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] })

export const notFound = (diagnostics: string): Reply => outcome(404, 'not-found', diagnostics)
export const invalid = (diagnostics: string): Reply => outcome(400, 'invalid', diagnostics)

/** The documented errors by name. The token endpoint answers in the words of OAuth 2.0 (RFC 6749, section 5.2). */
export const errors = {
  unauthorized: () => empty(401, { 'www-authenticate': 'Bearer' }),
  invalidClient: () => json(401, { error: 'unauthorized_client', error_description: 'Invalid client secret' }),
  unsupportedGrantType: () => json(400, { error: 'unsupported_grant_type', error_description: 'Unsupported grant_type' }),
  notFound: () => notFound('The code was not found.'),
  invalid: () => invalid('The request is not valid.'),
  tooCostly: () => outcome(422, 'too-costly', 'The expansion is too large. Narrow it with filter or count.'),
  internalServerError: () => outcome(500, 'exception', 'Internal server error'),
}

/** Stops because the caller broke a rule of the FHIR operation. */
export const reject = (operation: string, diagnostics: string, pointer: string): never =>
  refuse(invalid(diagnostics), { rule: 'invalid-parameter', detail: diagnostics, clause: `FHIR R4 ${operation}, parameters`, pointer })
