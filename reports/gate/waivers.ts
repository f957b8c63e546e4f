import type { Outcome } from '../../config/outcome.ts'
import type { RequirementResult } from '../pack/results.ts'
import { refusalOf } from './acceptance.ts'
import type { Court, Refusal } from './acceptance.ts'
import type { FiledWaiver } from './attestation-file.ts'
import { dayOf } from './calendar-day.ts'
import type { Waiver } from './policy.ts'

/**
 * - `active`     counts: its requirement is `waived`
 * - `expired`    its day has passed: it does not count
 * - `stale`      its requirement no longer needs it: take it out
 * - `powerless`  its requirement has an outcome that cannot be waived
 * - `unmatched`  the run has no such requirement in its scope
 * - `mismatched` it is of another candidate, or its days cannot be
 * - `refused`    the policy does not take it: from this role, for this level, of this age
 */
export type WaiverState = 'active' | 'stale' | 'powerless' | 'unmatched' | Refusal['state']

export interface JudgedWaiver extends Waiver {
  state: WaiverState
  /** What becomes of it; goes on from "it". */
  why: string
  /** The risk that is accepted, where the waiver comes from a file of attestations. */
  risk?: string
  /** Whose word it is and of which day, where it comes from such a file; `owner` has both in one. */
  given?: { by: string; role: string; date: string }
  /** What its requirement came to without it. */
  outcome?: Outcome
}

/** What may be accepted until a date. An `error` never: it says nothing about the candidate, and is for the harness's user to mend. */
const WAIVABLE: readonly Outcome[] = ['failed', 'skipped', 'untested', 'review']
const NEEDS_NONE: readonly Outcome[] = ['passed', 'attested', 'omitted']

const WHY: Record<Exclude<WaiverState, 'mismatched' | 'refused'>, string> = {
  active: 'counts',
  expired: 'has expired and does not count',
  stale: 'is no longer needed: take it out',
  powerless: 'cannot waive an error: the set-up has to be mended',
  unmatched: 'speaks of a requirement that the run did not have in its scope',
}

/** Waivers of the policy itself. */
export function judgeWaivers(waivers: readonly Waiver[], requirements: readonly RequirementResult[], now: Date): JudgedWaiver[] {
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]))
  return waivers.map((waiver) => judge(waiver, byId.get(waiver.requirement), now))
}

/** Waivers of a file of attestations: the policy says whose count. */
export function judgeFiledWaivers(waivers: readonly FiledWaiver[], requirements: readonly RequirementResult[], court: Court): JudgedWaiver[] {
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]))
  return waivers.map((filed) => {
    const { requirement: id, reason, risk, expires, by, role, date } = filed
    const requirement = byId.get(id)
    const judged = judge({ requirement: id, reason, owner: `${by}, ${role}`, expires }, requirement, court.now)
    return { ...judged, risk, given: { by, role, date }, ...(requirement === undefined ? {} : refusalOf(filed, requirement, 'waivers', court)) }
  })
}

function judge(waiver: Waiver, requirement: RequirementResult | undefined, now: Date): JudgedWaiver {
  const state = stateOf(waiver, requirement?.outcome, dayOf(now))
  return { ...waiver, state, why: WHY[state], ...(requirement === undefined ? {} : { outcome: requirement.outcome }) }
}

function stateOf({ expires }: Waiver, outcome: Outcome | undefined, today: string): keyof typeof WHY {
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
