import { fhir, type Reply } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'

/** Every refusal of this API is a `processing` issue with words, and no coding. */
export function outcome(status: number, diagnostics: string): Reply {
  return fhir(status, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing', diagnostics }] })
}

/** Stops because the caller broke a rule of the search. */
export function reject(diagnostics: string, pointer: string): never {
  return refuse(outcome(400, diagnostics), { rule: 'search-parameter', detail: diagnostics, clause: 'Immunisation History API: Get immunisation history', pointer: `query:${pointer}` })
}

/** The documented errors by name, for faults. */
export const errors = {
  invalidNhsNumber: () => outcome(400, 'Missing or invalid NHS number'),
  invalidTarget: () => outcome(400, 'Missing, invalid or conflicting parent SNOMED code / Target'),
  invalidIdToken: () => outcome(401, 'Missing or invalid ID token'),
  invalidAccessToken: () => outcome(401, 'Missing or invalid OAuth 2.0 bearer token'),
  anotherPatient: () => outcome(401, "NHS number in request doesn't match NHS number in NHS login account"),
}
