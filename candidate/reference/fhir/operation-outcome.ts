import type { Refusal, RefusalCode } from '../refusal.ts'
import { SYSTEM, type Resource } from './resource.ts'

/** FHIR's own issue type for each of our refusals (value set issue-type). */
const ISSUE_TYPE: Record<RefusalCode, string> = {
  invalid: 'invalid',
  'not-signed-in': 'login',
  'not-permitted': 'forbidden',
  'not-found': 'not-found',
  'changed-meanwhile': 'conflict',
  'version-missing': 'required',
  'needs-confirmation': 'business-rule',
  rule: 'business-rule',
  'already-done': 'duplicate',
  'national-refused': 'processing',
  'national-unreadable': 'exception',
  'national-unavailable': 'transient',
  'national-timeout': 'timeout',
  fault: 'exception',
}

/** A refusal as a FHIR resource: our stable code first, then the particular reason, then the words the user sees. */
export const operationOutcome = ({ code, issues }: Refusal): Resource => ({
  resourceType: 'OperationOutcome',
  issue: issues.map(({ text, reason, field }) => ({
    severity: code === 'needs-confirmation' ? 'warning' : 'error',
    code: ISSUE_TYPE[code],
    details: {
      coding: [{ system: SYSTEM.outcome, code }, ...(reason === undefined ? [] : [{ system: SYSTEM.outcome, code: reason }])],
      text,
    },
    ...(field !== undefined && { expression: [field] }),
  })),
})
