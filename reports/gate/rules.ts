import type { Outcome } from '../../config/outcome.ts'
import type { RequirementResult, Results } from '../pack/results.ts'
import type { Bound, BoundName } from './policy.ts'

export interface RuleResult {
  /** Stable: `failed`, `seal`. */
  name: string
  /** What the rule asks, as a sentence. */
  title: string
  ok: boolean
  seen: string
  expected: string
  /** Ids of the requirements or scenarios that it rests on, or sentences where there is no id. */
  because: string[]
}

/** Outcomes of a scenario that was really run. */
const RAN: readonly Outcome[] = ['passed', 'failed', 'error']

/** The rules that bound how many requirements have an outcome. */
export const OUTCOME_RULES: { name: BoundName; outcome: Outcome; title: (levels: string) => string }[] = [
  { name: 'failed', outcome: 'failed', title: (levels) => `${levels} requirements that the candidate failed` },
  { name: 'skipped', outcome: 'skipped', title: (levels) => `${levels} requirements that could not be run` },
  { name: 'untested', outcome: 'untested', title: (levels) => `${levels} requirements that a machine could test and nothing tested` },
  { name: 'review', outcome: 'review', title: (levels) => `${levels} requirements that wait for a person's judgement` },
  { name: 'attested', outcome: 'attested', title: (levels) => `${levels} requirements that rest on a person's word` },
  { name: 'waived', outcome: 'waived', title: (levels) => `${levels} requirements that a waiver lets pass` },
]

/** How many scenarios were run for the requirements in scope: none is no pass. */
export function ranRule(results: Results, inScope: readonly RequirementResult[], min: number): RuleResult {
  const ran = ranFor(results, inScope).length
  return {
    name: 'scenarios',
    title: 'Scenarios that were run for these requirements',
    ok: ran >= min,
    seen: `${ran}, for ${inScope.length} requirements`,
    expected: `at least ${min}`,
    because: [],
  }
}

/** Besides scenarios: too few requirements or checks are a silent pass, too. */
export function leastRules(results: Results, inScope: readonly RequirementResult[], { rules, levels }: { rules: Partial<Record<'requirements' | 'checks', { min: number }>>; levels: readonly string[] }): RuleResult[] {
  const ran = ranFor(results, inScope)
  const ids = new Set(ran.map(({ id }) => id))
  const rule = (name: 'requirements' | 'checks', title: string, seen: number): RuleResult[] => {
    const min = rules[name]?.min
    return min === undefined ? [] : [{ name, title, ok: seen >= min, seen: String(seen), expected: `at least ${min}`, because: [] }]
  }
  return [
    ...rule('requirements', `${levels.join(' and ')} requirements for which a scenario was run`, inScope.filter(({ scenarios }) => scenarios.some((id) => ids.has(id))).length),
    ...rule('checks', 'Checks that were made in these scenarios', ran.reduce((sum, { checks }) => sum + checks.length, 0)),
  ]
}

/** A scenario for nothing that the policy speaks of is no reason to open the gate. */
export function ranFor({ scenarios }: Results, inScope: readonly RequirementResult[]): Results['scenarios'] {
  const speakers = new Set(inScope.flatMap((requirement) => requirement.scenarios))
  return scenarios.filter(({ id, outcome }) => RAN.includes(outcome) && speakers.has(id))
}

/** How many requirements in scope have an outcome, and which. No bound, no rule. */
export function boundRule(name: string, title: string, inScope: readonly RequirementResult[], outcome: Outcome, bound: Bound | undefined): RuleResult[] {
  if (bound === undefined) return []
  const found = inScope.filter((requirement) => requirement.outcome === outcome)
  return [{ name, title, ...within(found.length, inScope.length, bound), because: found.map(({ id }) => id) }]
}

/** Whether a number keeps within a bound, with the words for both. */
export function within(seen: number, of: number, { max, maxShare }: Bound): Pick<RuleResult, 'ok' | 'seen' | 'expected'> {
  const limits = [max === undefined ? undefined : `at most ${max}`, maxShare === undefined ? undefined : `at most ${percent(maxShare)} of ${of}`]
  return {
    ok: (max === undefined || seen <= max) && (maxShare === undefined || seen <= maxShare * of),
    seen: maxShare === undefined ? String(seen) : `${seen} (${of === 0 ? '0%' : percent(seen / of)})`,
    expected: limits.filter((limit) => limit !== undefined).join(' and ') || 'any number',
  }
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`
