import type { JsonObject } from '../national/json.ts'

/** Published errors with their status and issue type. Source: GP Connect, error handling guidance. */
const CODES = {
  INVALID_IDENTIFIER_SYSTEM: { status: 400, issue: 'value', display: 'Invalid identifier system' },
  INVALID_IDENTIFIER_VALUE: { status: 400, issue: 'value', display: 'Invalid identifier value' },
  INVALID_NHS_NUMBER: { status: 400, issue: 'value', display: 'Invalid NHS number' },
  INVALID_PATIENT_DEMOGRAPHICS: { status: 400, issue: 'business-rule', display: 'Invalid patient demographics' },
  BAD_REQUEST: { status: 400, issue: 'invalid', display: 'Submitted request is malformed/invalid' },
  CONFLICTING_VALUES: { status: 400, issue: 'invalid', display: 'Conflicting values have been specified in different fields' },
  NO_PATIENT_CONSENT: { status: 403, issue: 'forbidden', display: 'Patient has not provided consent to share data' },
  'ACCESS DENIED': { status: 403, issue: 'forbidden', display: 'Access has been denied to process this request' },
  NO_RELATIONSHIP: { status: 403, issue: 'forbidden', display: 'No legitimate relationship exists with this patient' },
  PATIENT_NOT_FOUND: { status: 404, issue: 'not-found', display: 'Patient not found' },
  PRACTITIONER_NOT_FOUND: { status: 404, issue: 'not-found', display: 'Practitioner not found' },
  ORGANISATION_NOT_FOUND: { status: 404, issue: 'not-found', display: 'Organisation not found' },
  NO_RECORD_FOUND: { status: 404, issue: 'not-found', display: 'No record found' },
  DUPLICATE_REJECTED: { status: 409, issue: 'duplicate', display: 'Create would lead to creation of a duplicate resource' },
  FHIR_CONSTRAINT_VIOLATION: { status: 409, issue: 'conflict', display: 'FHIR constraint violated' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, issue: 'not-supported', display: 'Unsupported media type' },
  INVALID_RESOURCE: { status: 422, issue: 'invalid', display: 'Invalid validation of resource' },
  INVALID_PARAMETER: { status: 422, issue: 'invalid', display: 'Invalid parameter' },
  REFERENCE_NOT_FOUND: { status: 422, issue: 'invalid', display: 'Reference not found' },
  NOT_IMPLEMENTED: { status: 501, issue: 'not-supported', display: 'Not implemented' },
  INTERNAL_SERVER_ERROR: { status: 500, issue: 'processing', display: 'Unexpected internal server error' },
} as const

export type GpcCode = keyof typeof CODES

/** A refusal in the words of GP Connect: what consumers understand. */
export class GpcError extends Error {
  readonly code: GpcCode
  readonly status: number
  /** Names what is at fault; says nothing that the caller may not know. */
  readonly diagnostics: string | undefined

  constructor(code: GpcCode, diagnostics?: string, options: { status?: number; cause?: unknown } = {}) {
    super(diagnostics ?? CODES[code].display, { cause: options.cause })
    this.name = 'GpcError'
    this.code = code
    this.status = options.status ?? CODES[code].status
    this.diagnostics = diagnostics
  }
}

const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1'
const SYSTEM = 'https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1'

/** The refusal as an OperationOutcome: one issue, an error. */
export function gpcOutcome({ code, diagnostics }: GpcError): JsonObject {
  const { issue, display } = CODES[code]
  return {
    resourceType: 'OperationOutcome',
    meta: { profile: [PROFILE] },
    issue: [
      {
        severity: 'error',
        code: issue,
        details: { coding: [{ system: SYSTEM, code, display }], text: display },
        ...(diagnostics !== undefined && { diagnostics }),
      },
    ],
  }
}
