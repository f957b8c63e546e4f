import type { AccessProblem } from '../../kit/access.ts'
import { refuse } from '../../kit/refusal.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import published from './outcomes.json' with { type: 'json' }

export type OutcomeName = keyof typeof published

const OUTCOMES: Record<OutcomeName, { status: number; code: string; display: string; diagnostics?: string }> = published
const SYSTEM = 'https://fhir.nhs.uk/R4/CodeSystem/ValidatedRelationships-ErrorOrWarningCode'

/** Words and status that differ from the usual ones of a code: the same code is worded anew by each operation. */
export interface Wording {
  status?: number
  code?: string
  display?: string
  diagnostics?: string
  /** FHIRPath of what is wrong in the request. */
  expression?: string
  /** The code system of an operation that has its own; such a coding has no version. */
  system?: string
}

/** The OperationOutcome published under this code. */
export function outcome(name: OutcomeName, wording: Wording = {}): Reply {
  const { status, code, display, diagnostics, expression }: Wording & { status: number } = { ...OUTCOMES[name], ...wording }
  const coding = wording.system === undefined ? { system: SYSTEM, version: '1' } : { system: wording.system }
  return fhir(status, {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, details: { coding: [{ ...coding, code: name, display }] }, ...(diagnostics !== undefined && { diagnostics }), ...(expression !== undefined && { expression: [expression] }) }],
  })
}

/** Stops with a published error because the caller broke a rule. */
export function reject(name: OutcomeName, clause: string, pointer: string, wording: Wording = {}): never {
  const rule = name.toLowerCase().replaceAll('_', '-')
  return refuse(outcome(name, wording), { rule, detail: wording.diagnostics ?? OUTCOMES[name].diagnostics ?? OUTCOMES[name].display, clause, pointer })
}

export const refuseAccess = (problem: AccessProblem): Reply => outcome(problem === 'wrong-kind' ? 'FORBIDDEN' : 'ACCESS_DENIED')

/** Every documented error by its code, for faults. */
export const errors = Object.fromEntries((Object.keys(published) as OutcomeName[]).map((name) => [name, () => outcome(name)])) as Record<OutcomeName, () => Reply>
