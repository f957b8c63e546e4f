import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import { fhirDateTime } from './dates.ts'
import type { Issue, Objection } from './issue.ts'
import type { ProcessingError } from './processing-error.ts'
import { CODES } from './systems.ts'

/** Media type of every FHIR answer; the parameter is part of what the service sends. */
export const FHIR_JSON = { 'content-type': 'application/fhir+json; fhirVersion=4.0' }

const API = 'EPS FHIR Prescribing API'

/** An OperationOutcome. `lastUpdated` is echoed from the message where it has one, and is now otherwise. */
export function operationOutcome(status: number, issues: readonly Issue[], lastUpdated: string): Reply {
  return fhir(status, { resourceType: 'OperationOutcome', meta: { lastUpdated }, issue: issues }, FHIR_JSON)
}

/** An OperationOutcome without `meta`, which some of the service's answers lack. */
export function bareOutcome(status: number, issue: Issue): Reply {
  return fhir(status, { resourceType: 'OperationOutcome', issue: [issue] }, FHIR_JSON)
}

/** What the service answers when all is well and there is nothing to tell. */
export function accepted(call: Call): Reply {
  return operationOutcome(200, [{ severity: 'information', code: 'informational' }], fhirDateTime(call.environment.clock.now()))
}

/** Refuses a message with everything found wrong with it; 403 when that is only a matter of permission. */
export function object(call: Call, objections: readonly Objection[], section: string, lastUpdated?: string): never {
  for (const { rule, issue } of objections)
    call.note({ rule, detail: textOf(issue), clause: `${API}, ${section}`, ...(issue.expression?.[0] && { pointer: issue.expression[0] }) })
  const issues = objections.map((objection) => objection.issue)
  const status = issues.every((issue) => issue.code === 'forbidden') ? 403 : 400
  return refuse(operationOutcome(status, issues, lastUpdated ?? fhirDateTime(call.environment.clock.now())))
}

/** Refuses a message that cannot be turned into HL7 V3. */
export function refuseProcessing(error: ProcessingError): never {
  const issue: Issue = {
    severity: 'fatal',
    code: 'invalid',
    details: { coding: [{ system: CODES.spineErrorR4, code: error.code, display: error.text }] },
    expression: [error.path ?? null],
  }
  return refuse(bareOutcome(400, issue), {
    rule: `processing-${error.code.toLowerCase().replaceAll('_', '-')}`,
    detail: error.text,
    clause: `${API}, translation to HL7 V3`,
    ...(error.path && { pointer: error.path }),
  })
}

function textOf(issue: Issue): string {
  const coding = issue.details?.coding[0]
  return issue.diagnostics ?? (coding ? [coding.code, coding.display].filter((part) => part).join(': ') : issue.code)
}
