import type { JsonObject } from '../national/json.ts'

const SYSTEM = 'https://fhir.nhs.uk/R4/CodeSystem/IM1-PFS-Auth-ErrorOrWarningCode'

/** The errors of the IM1 PFS Auth API. Source: its examples of errors. */
const CODES = {
  MISSING_HEADER: { status: 400, issue: 'exception', display: 'A required header is missing' },
  INVALID_HEADER: { status: 400, issue: 'exception', display: 'A header is invalid' },
  ACCESS_DENIED: { status: 403, issue: 'forbidden', display: 'User does not have access to online services' },
  RESOURCE_NOT_FOUND: { status: 404, issue: 'exception', display: 'Resource not found' },
  SERVER_ERROR: { status: 500, issue: 'exception', display: 'Failed to generate response' },
} as const

/** A refusal in the words of the published API. */
export class Im1Error extends Error {
  readonly code: keyof typeof CODES
  readonly status: number

  constructor(code: keyof typeof CODES, diagnostics: string, options: { status?: number; cause?: unknown } = {}) {
    super(diagnostics, { cause: options.cause })
    this.name = 'Im1Error'
    this.code = code
    this.status = options.status ?? CODES[code].status
  }

  /** As an OperationOutcome. */
  outcome(): JsonObject {
    const { issue, display } = CODES[this.code]
    return {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: issue, details: { coding: [{ system: SYSTEM, version: '1', code: this.code, display: this.status === 401 ? 'Missing or invalid OAuth 2.0 bearer token in request' : display }] }, diagnostics: this.message }],
    }
  }
}
