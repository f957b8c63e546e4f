import type { Outcome } from '../../config/outcome.ts'
import type { RequirementResult, Results } from '../pack/results.ts'
import type { Verification } from '../pack/verify.ts'
import type { Bound, Policy } from './policy.ts'
import { regressionsRule } from './regressions.ts'
import type { Baseline } from './regressions.ts'
import { applyWaivers, judgeWaivers } from './waivers.ts'
import type { JudgedWaiver } from './waivers.ts'

export type Verdict = 'meets' | 'does-not-meet' | 'nothing-run' | 'incomplete'

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

export interface Decision {
  decision: Verdict
  exitCode: 0 | 1 | 2 | 3
  /** One sentence for a heading. */
  headline: string
  policy: { name: string; title: string; levels: string[] }
  decidedAt: string
  rules: RuleResult[]
  waivers: JudgedWaiver[]
}

export interface DecideOptions {
  now: Date
  /** What verifying the pack came to. The gate opens for a valid pack only. */
  verification: Pick<Verification, 'status' | 'findings'>
  /** An earlier run that nothing may be worse than. */
  baseline?: Baseline | undefined
}

const EXIT_CODES: Record<Verdict, Decision['exitCode']> = { meets: 0, 'does-not-meet': 1, 'nothing-run': 3, incomplete: 3 }

const HEADLINES: Record<Verdict, string> = {
  meets: 'The run meets the policy.',
  'does-not-meet': 'The run does not meet the policy.',
  'nothing-run': 'Nothing was run: there is nothing to decide on.',
  incomplete: 'The pack is incomplete: there is nothing to rely on.',
}

/** Outcomes of a scenario that was really run. */
const RAN: readonly Outcome[] = ['passed', 'failed', 'error']

/** Holds results to a policy. Three rules always apply: the pack is as it was sealed, the run is whole, and something was run. */
export function decide(results: Results, policy: Policy, { now, verification, baseline }: DecideOptions): Decision {
  const waivers = judgeWaivers(policy.waivers, results.requirements, now)
  const inScope = applyWaivers(results.requirements, waivers).filter(({ level }) => policy.levels.includes(level))
  const rules = [
    sealRule(verification),
    wholeRule(results),
    ranRule(results, inScope, policy.rules.scenarios?.min ?? 1),
    ...leastRules(results, inScope, policy),
    ...errorsRule(results, policy.rules.errors),
    ...OUTCOME_RULES.flatMap(({ name, outcome, title }) => boundRule(name, title(policy.levels.join(' and ')), inScope, outcome, policy.rules[name])),
    ...regressionsRule({ results, inScope, levels: policy.levels }, policy.rules.regressions, baseline),
  ]
  const decision = verdictOf(rules, results, ranFor(results, inScope).length, verification)
  return {
    decision,
    // An error is nobody's failure: a pipeline must not take it for the candidate's.
    exitCode: decision === 'does-not-meet' && rules.some(({ name, ok }) => name === 'errors' && !ok) ? 2 : EXIT_CODES[decision],
    headline: decision === 'meets' ? `${HEADLINES.meets}${reservation(inScope, policy.levels)}` : HEADLINES[decision],
    policy: { name: policy.name, title: policy.title, levels: policy.levels },
    decidedAt: now.toISOString(),
    rules,
    waivers,
  }
}

const OUTCOME_RULES: { name: 'failed' | 'skipped' | 'untested' | 'review' | 'attested'; outcome: Outcome; title: (levels: string) => string }[] = [
  { name: 'failed', outcome: 'failed', title: (levels) => `${levels} requirements that the candidate failed` },
  { name: 'skipped', outcome: 'skipped', title: (levels) => `${levels} requirements that could not be run` },
  { name: 'untested', outcome: 'untested', title: (levels) => `${levels} requirements that a machine could test and nothing tested` },
  { name: 'review', outcome: 'review', title: (levels) => `${levels} requirements that wait for a person's judgement` },
  { name: 'attested', outcome: 'attested', title: (levels) => `${levels} requirements that rest on a person's word` },
]

/** What the policy lets pass without anybody having looked: nobody should have to search for it. */
function reservation(inScope: readonly RequirementResult[], levels: readonly string[]): string {
  const count = (outcome: Outcome) => inScope.filter((requirement) => requirement.outcome === outcome).length
  const open = [
    [count('untested'), 'untested'],
    [count('review'), 'waiting for a review'],
  ].flatMap(([number, words]) => (number ? [`${number} ${number === 1 ? 'is' : 'are'} ${words}`] : []))
  return open.length ? ` Of its ${inScope.length} ${levels.join(' and ')} requirements, ${open.join(' and ')}, which it allows.` : ''
}

/** A touched pack is refused for what it is, whatever else is wrong with it; a missing seal only says that the run did not end. */
function verdictOf(rules: RuleResult[], results: Results, ran: number, { status }: DecideOptions['verification']): Verdict {
  if (status === 'touched' || status === 'unreadable') return 'does-not-meet'
  if (status === 'unsealed' || !results.run.complete) return 'incomplete'
  if (ran === 0) return 'nothing-run'
  return rules.every(({ ok }) => ok) ? 'meets' : 'does-not-meet'
}

function sealRule({ status, findings }: DecideOptions['verification']): RuleResult {
  return {
    name: 'seal',
    title: 'The pack is as it was sealed',
    ok: status === 'valid',
    seen: status,
    expected: 'valid',
    because: findings.map(({ place, what }) => `${place} ${what}`),
  }
}

function wholeRule({ run: { complete, incomplete } }: Results): RuleResult {
  return { name: 'whole', title: 'The run came to its end', ok: complete, seen: complete ? 'complete' : 'incomplete', expected: 'complete', because: incomplete }
}

function ranRule(results: Results, inScope: RequirementResult[], min: number): RuleResult {
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
function leastRules(results: Results, inScope: RequirementResult[], { rules, levels }: Policy): RuleResult[] {
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
function ranFor({ scenarios }: Results, inScope: RequirementResult[]): Results['scenarios'] {
  const speakers = new Set(inScope.flatMap((requirement) => requirement.scenarios))
  return scenarios.filter(({ id, outcome }) => RAN.includes(outcome) && speakers.has(id))
}

function errorsRule({ scenarios, run: { problems } }: Results, bound: Bound | undefined): RuleResult[] {
  if (bound === undefined) return []
  const errors = [...problems, ...scenarios.filter(({ outcome }) => outcome === 'error').map(({ id }) => id)]
  return [
    { name: 'errors', title: 'Errors of the harness or the set-up', ...within(errors.length, scenarios.length, bound), because: errors },
  ]
}

function boundRule(name: string, title: string, inScope: RequirementResult[], outcome: Outcome, bound: Bound | undefined): RuleResult[] {
  if (bound === undefined) return []
  const found = inScope.filter((requirement) => requirement.outcome === outcome)
  return [{ name, title, ...within(found.length, inScope.length, bound), because: found.map(({ id }) => id) }]
}

function within(seen: number, of: number, { max, maxShare }: Bound): Pick<RuleResult, 'ok' | 'seen' | 'expected'> {
  const limits = [max === undefined ? undefined : `at most ${max}`, maxShare === undefined ? undefined : `at most ${percent(maxShare)} of ${of}`]
  return {
    ok: (max === undefined || seen <= max) && (maxShare === undefined || seen <= maxShare * of),
    seen: maxShare === undefined ? String(seen) : `${seen} (${of === 0 ? '0%' : percent(seen / of)})`,
    expected: limits.filter((limit) => limit !== undefined).join(' and ') || 'any number',
  }
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`
