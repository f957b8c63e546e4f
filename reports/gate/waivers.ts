import type { Outcome } from '../../config/outcome.ts'
import type { RequirementResult } from '../pack/results.ts'
import type { Waiver } from './policy.ts'

/**
 * - `active`    counts: its requirement is `waived`
 * - `expired`   its day has passed: it does not count
 * - `stale`     its requirement no longer needs it: take it out of the policy
 * - `powerless` its requirement has an outcome that cannot be waived
 * - `unmatched` the run has no such requirement in its scope
 */
export type WaiverState = 'active' | 'expired' | 'stale' | 'powerless' | 'unmatched'

export interface JudgedWaiver extends Waiver {
  state: WaiverState
  /** What its requirement came to without it. */
  outcome?: Outcome
}

/** What may be accepted until a date. An `error` never: it says nothing about the candidate, and is for the harness's user to mend. */
const WAIVABLE: readonly Outcome[] = ['failed', 'skipped', 'untested', 'review']
const NEEDS_NONE: readonly Outcome[] = ['passed', 'attested', 'omitted']

export function judgeWaivers(waivers: readonly Waiver[], requirements: readonly RequirementResult[], now: Date): JudgedWaiver[] {
  const outcomes = new Map(requirements.map(({ id, outcome }) => [id, outcome]))
  const today = now.toISOString().slice(0, 10)
  return waivers.map((waiver) => {
    const outcome = outcomes.get(waiver.requirement)
    return { ...waiver, state: stateOf(waiver, outcome, today), ...(outcome === undefined ? {} : { outcome }) }
  })
}

function stateOf({ expires }: Waiver, outcome: Outcome | undefined, today: string): WaiverState {
  if (outcome === undefined) return 'unmatched'
  if (NEEDS_NONE.includes(outcome)) return 'stale'
  if (!WAIVABLE.includes(outcome)) return 'powerless'
  return expires < today ? 'expired' : 'active'
}

/** Requirements as the policy sees them: those with an active waiver are `waived`. */
export function applyWaivers(requirements: readonly RequirementResult[], waivers: readonly JudgedWaiver[]): RequirementResult[] {
  const waived = new Set(waivers.filter(({ state }) => state === 'active').map(({ requirement }) => requirement))
  return requirements.map((requirement) => (waived.has(requirement.id) ? { ...requirement, outcome: 'waived' } : requirement))
}
