import type { JsonObject } from '../national/json.ts'

/**
 * The errors that the patient-facing APIs publish: status, FHIR issue type, display. One code can travel under several
 * statuses; the first is the usual one.
 * Source: GP Connect (Patient Facing) specifications, tables of error codes.
 */
const CODES = {
  ACCESS_DENIED: { status: 403, issue: 'forbidden', display: 'Access denied' },
  BAD_REQUEST: { status: 400, issue: 'invalid', display: 'Submitted request is malformed/invalid' },
  DUPLICATE_REJECTED: { status: 409, issue: 'duplicate', display: 'Create would lead to creation of a duplicate resource' },
  INVALID_NHS_NUMBER: { status: 400, issue: 'value', display: 'Invalid NHS Number' },
  INVALID_PARAMETER: { status: 422, issue: 'invalid', display: 'Submitted parameter is invalid' },
  INVALID_RESOURCE: { status: 422, issue: 'invalid', display: 'Submitted resource is invalid' },
  INVALID_RESOURCE_ID: { status: 400, issue: 'value', display: 'Invalid NHS number' },
  NO_ORGANISATION_CONSENT: { status: 400, issue: 'forbidden', display: 'Organisation has not provided consent to share data' },
  NO_RECORD_FOUND: { status: 404, issue: 'not-found', display: 'No record found' },
  PATIENT_NOT_FOUND: { status: 404, issue: 'not-found', display: 'Patient record not found' },
  REFERENCE_NOT_FOUND: { status: 422, issue: 'not-found', display: 'Reference not found' },
  RESOURCE_NOT_FOUND: { status: 404, issue: 'not-found', display: 'Resource not found' },
  UNSUPPORTED_VALUE: { status: 400, issue: 'value', display: 'There was an unsupported value in the request' },
  INTERNAL_SERVER_ERROR: { status: 500, issue: 'exception', display: 'Unexpected internal server error' },
} as const

export type PublishedCode = keyof typeof CODES

/** A refusal in the words of the published APIs: what a patient's app understands. */
export class PublishedError extends Error {
  readonly code: PublishedCode
  readonly status: number
  /** For whoever looks into it; says nothing that the caller may not know. */
  readonly diagnostics: string | undefined

  constructor(code: PublishedCode, options: { status?: number; diagnostics?: string; cause?: unknown } = {}) {
    super(options.diagnostics ?? CODES[code].display, { cause: options.cause })
    this.name = 'PublishedError'
    this.code = code
    this.status = options.status ?? CODES[code].status
    this.diagnostics = options.diagnostics
  }
}

/** Which API refuses: each has its own profile and code system. */
export interface OutcomeFlavour {
  profile?: string
  system: string
  /** The permissions API demands the time of the error. */
  withTime?: true
}

export const FLAVOUR = {
  stu3: {
    profile: 'https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1',
    system: 'https://fhir.nhs.uk/STU3/ValueSet/Spine-ErrorOrWarningCode-1',
  },
  r4: {
    profile: 'https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome',
    system: 'https://fhir.nhs.uk/R4/ValueSet/Spine-ErrorOrWarningCode-1',
  },
  permissions: { system: 'https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode', withTime: true },
} as const satisfies Record<string, OutcomeFlavour>

/** The refusal as an OperationOutcome. */
export function publishedOutcome(
  { code, diagnostics }: PublishedError,
  { profile, system, withTime }: OutcomeFlavour,
  now: string,
): JsonObject {
  const { issue, display } = CODES[code]
  return {
    resourceType: 'OperationOutcome',
    meta: { ...(profile !== undefined && { profile: [profile] }), ...(withTime && { lastUpdated: now }) },
    issue: [
      {
        severity: 'error',
        code: issue,
        details: { coding: [{ system, code, display }], text: display },
        ...(diagnostics !== undefined && { diagnostics }),
      },
    ],
  }
}
