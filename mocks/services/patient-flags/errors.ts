import { refuse } from '../../kit/refusal.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import codes from './codes.json' with { type: 'json' }

export type OutcomeName = keyof typeof codes.outcomes

/** Code system of the outcomes, as the earlier FGM design published it. */
const SYSTEM = 'https://fhir.nhs.uk/CodeSystem/England-SpineErrorOrWarningCode'

export function outcome(name: OutcomeName, diagnostics?: string): Reply {
  const { status, code, display } = codes.outcomes[name]
  return fhir(status, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { coding: [{ system: SYSTEM, code: name, display }] }, ...(diagnostics !== undefined && { diagnostics }) }] })
}

/** Stops because the caller broke a rule. */
export function reject(name: OutcomeName, detail: string, rule: string, pointer?: string): never {
  return refuse(outcome(name, detail), { rule, detail, clause: 'Patient Flags API', ...(pointer !== undefined && { pointer }) })
}

export const refuseAccess = (): Reply => outcome('ACCESS_DENIED', 'Invalid access token')

/** Every error by name, for faults. */
export const errors = Object.fromEntries((Object.keys(codes.outcomes) as OutcomeName[]).map((name) => [name, () => outcome(name)])) as Record<OutcomeName, () => Reply>
