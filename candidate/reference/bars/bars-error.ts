import { randomUUID } from 'node:crypto'
import type { JsonObject } from '../national/json.ts'

/** Published refusals of a receiver, with status and issue type. Source: BaRS API 1.4.0, examples of OperationOutcome, REC. */
const CODES = {
  'bad-request': { status: 400, code: 'REC_BAD_REQUEST', issue: 'invalid' },
  'required-missing': { status: 400, code: 'REC_BAD_REQUEST', issue: 'required' },
  'unknown-workflow': { status: 400, code: 'REC_BAD_REQUEST', issue: 'invariant' },
  'not-supported': { status: 400, code: 'REC_BAD_REQUEST', issue: 'not-supported' },
  'bad-value': { status: 400, code: 'REC_BAD_REQUEST', issue: 'value' },
  'certificate': { status: 403, code: 'REC_FORBIDDEN', issue: 'security' },
  'forbidden': { status: 403, code: 'REC_FORBIDDEN', issue: 'forbidden' },
  'not-found': { status: 404, code: 'REC_NOT_FOUND', issue: 'not-found' },
  'version': { status: 406, code: 'REC_NOT_ACCEPTABLE', issue: 'processing' },
  'conflict': { status: 409, code: 'REC_CONFLICT', issue: 'conflict' },
  'duplicate': { status: 409, code: 'REC_CONFLICT', issue: 'duplicate' },
  'unprocessable': { status: 422, code: 'REC_UNPROCESSABLE_ENTITY', issue: 'processing' },
  'too-wide': { status: 422, code: 'REC_UNPROCESSABLE_ENTITY', issue: 'too-costly' },
  'fault': { status: 500, code: 'REC_SERVER_ERROR', issue: 'exception' },
  'not-implemented': { status: 501, code: 'REC_NOT_IMPLEMENTED', issue: 'not-supported' },
} as const

export type BarsCode = keyof typeof CODES

/** A refusal in the words of BaRS: what senders understand. */
export class BarsError extends Error {
  readonly code: BarsCode
  readonly status: number

  /** `diagnostics` names what is at fault; says nothing that the caller may not know. */
  constructor(code: BarsCode, diagnostics: string, options: ErrorOptions = {}) {
    super(diagnostics, options)
    this.name = 'BarsError'
    this.code = code
    this.status = CODES[code].status
  }
}

/** The refusal as an OperationOutcome. The code system is spelt as published. */
export function barsOutcome({ code, message }: BarsError): JsonObject {
  return {
    resourceType: 'OperationOutcome',
    id: randomUUID(),
    meta: { profile: ['https://simplifier.net/guide/UKCoreDevelopment2/ProfileUKCore-OperationOutcome'] },
    issue: [
      {
        severity: 'error',
        code: CODES[code].issue,
        details: { coding: [{ system: 'https://fhir.nhs.uk/Codesystem/http-error-codes', code: CODES[code].code }] },
        diagnostics: message,
      },
    ],
  }
}
