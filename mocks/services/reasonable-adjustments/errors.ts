import type { AccessProblem } from '../../kit/access.ts'
import { refuse } from '../../kit/refusal.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import codes from './codes.json' with { type: 'json' }
import published from './outcomes.json' with { type: 'json' }

export type OutcomeName = keyof typeof published

/**
 * The OperationOutcome published under this name. The code system is named by the address of a value set, as published.
 * Source: Reasonable Adjustment Flag API, tables of outcomes and the example of an invalid NHS number.
 */
export function outcome(name: OutcomeName, diagnostics?: string): Reply {
  const { status, code, display } = published[name]
  return fhir(status, {
    resourceType: 'OperationOutcome',
    meta: { profile: [codes.outcome.profile] },
    issue: [
      {
        severity: 'error',
        code,
        details: { coding: [{ system: codes.outcome.system, code: name, display }] },
        ...(diagnostics !== undefined && { diagnostics }),
      },
    ],
  })
}

/** Stops with a published error because the caller broke a rule. */
export function reject(name: OutcomeName, detail: string, rule: { rule: string; clause: string; pointer?: string }): never {
  return refuse(outcome(name, detail), { detail, ...rule })
}

/** All tokens that are not let through are answered alike. */
export const refuseAccess = (_problem: AccessProblem): Reply => outcome('ACCESS_DENIED')

/** Every documented error by name, for faults. */
export const errors = Object.fromEntries((Object.keys(published) as OutcomeName[]).map((name) => [name, () => outcome(name)])) as Record<OutcomeName, () => Reply>
