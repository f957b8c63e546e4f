import { fhir, type Reply } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'

const SYSTEM = 'https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1'

const outcome = (status: number, code: string, spine: string, display: string, diagnostics: string): Reply =>
  fhir(
    status,
    {
      resourceType: 'OperationOutcome',
      meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/Spine-OperationOutcome-1'] },
      issue: [{ severity: 'error', code, details: { coding: [{ system: SYSTEM, code: spine, display }] }, diagnostics }],
    },
    { 'content-type': 'application/json+fhir' },
  )

/** The errors of the Spine that this service gives, by name; each with words of its own where there are any. */
export const WORDED = {
  missingHeader: (words = 'A mandatory header is missing') => outcome(400, 'invalid', 'MISSING_OR_INVALID_HEADER', 'There is a required header missing or invalid', words),
  badRequest: (words = 'The request is not well formed') => outcome(400, 'invalid', 'BAD_REQUEST', 'Bad request', words),
  notWellFormed: (words = 'The message is not well formed') => outcome(400, 'structure', 'MESSAGE_NOT_WELL_FORMED', 'Message not well formed', words),
  invalidResource: (words = 'The resource is not valid') => outcome(422, 'invalid', 'INVALID_RESOURCE', 'Invalid validation of resource', words),
  invalidNhsNumber: (words = 'The NHS number is not valid') => outcome(400, 'value', 'INVALID_NHS_NUMBER', 'Invalid NHS number', words),
  accessDenied: (words = 'The token is not accepted') => outcome(403, 'forbidden', 'ACCESS_DENIED', 'Access has been denied to process this request', words),
  asidCheckFailed: (words = 'The sender is not authorised for this interaction') => outcome(403, 'forbidden', 'ASID_CHECK_FAILED', "The sender or receiver's ASID is not authorised for this interaction", words),
  notFound: (words = 'No such subscription') => outcome(404, 'not-found', 'NO_RECORD_FOUND', 'No record found', words),
  duplicate: (words = 'The subscription exists already') => outcome(409, 'duplicate', 'DUPLICATE_REJECTED', 'Create would lead to creation of a duplicate resource', words),
  unsupportedMediaType: (words = 'Send and accept FHIR as XML or JSON') => outcome(415, 'not-supported', 'MISSING_OR_INVALID_HEADER', 'There is a required header missing or invalid', words),
  internalServerError: (words = 'Unexpected internal server error') => outcome(500, 'exception', 'INTERNAL_SERVER_ERROR', 'Unexpected internal server error', words),
}

/** Every error by name, for faults. */
export const errors: Record<string, () => Reply> = Object.fromEntries(Object.entries(WORDED).map(([name, make]) => [name, () => make()]))

/** Refuses because the caller broke a rule. */
export function reject(name: keyof typeof WORDED, words: string, clause: string, pointer?: string): never {
  return refuse(WORDED[name](words), { rule: name, detail: words, clause: `NEMS API, ${clause}`, ...(pointer !== undefined && { pointer }) })
}
