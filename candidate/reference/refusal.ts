/** Stable codes under which this system refuses, with the HTTP status each travels under. */
export const REFUSALS = {
  invalid: 400,
  'not-signed-in': 401,
  'not-permitted': 403,
  'not-found': 404,
  'changed-meanwhile': 409,
  'version-missing': 412,
  'needs-confirmation': 422,
  rule: 422,
  'already-done': 422,
  'national-refused': 502,
  'national-unreadable': 502,
  'national-unavailable': 503,
  'national-timeout': 504,
  /** Our own fault, told as such. */
  fault: 500,
} as const

export type RefusalCode = keyof typeof REFUSALS

/** Something a user must be told about a refusal beyond its text: a warning to confirm, a field that is wrong. */
export interface RefusalIssue {
  /** Stable code of the particular reason: `warning-allergy`, `sensitive-record`. */
  reason?: string
  /** The words the user sees. */
  text: string
  /** Form field or FHIRPath that is at fault. */
  field?: string
}

/**
 * The system will not, or cannot, do what was asked, and says why in words for the user. Every operation refuses by
 * throwing this; the API shows it as an OperationOutcome, a page as an error summary, and the audit trail keeps it.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly issues: readonly RefusalIssue[]
  /** Seconds after which it makes sense to try again, where that is known. */
  readonly retryAfterSeconds?: number

  constructor(code: RefusalCode, issues: string | readonly RefusalIssue[], options: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    const list = typeof issues === 'string' ? [{ text: issues }] : issues
    super(list.map((issue) => issue.text).join(' '), options)
    this.name = 'Refusal'
    this.code = code
    this.issues = list
    if (options.retryAfterSeconds !== undefined) this.retryAfterSeconds = options.retryAfterSeconds
  }

  get status() {
    return REFUSALS[this.code]
  }
}
