import type { Outcome } from '../../config/outcome.ts'
import type { RunHistory } from '../pack/replay.ts'
import type { RequirementResult, Results } from '../pack/results.ts'
import { redactData } from '../pack/redact.ts'
import type { Verification } from '../pack/verify.ts'
import type { Court } from './acceptance.ts'
import { asDecided } from './as-decided.ts'
import type { AttestationFile } from './attestation-file.ts'
import { judgeAttestations } from './attestations.ts'
import type { JudgedAttestation } from './attestations.ts'
import { budgetRules } from './budgets.ts'
import type { Bound, Policy } from './policy.ts'
import { regressionsRule } from './regressions.ts'
import type { Baseline } from './regressions.ts'
import { OUTCOME_RULES, boundRule, leastRules, ranFor, ranRule, within } from './rules.ts'
import type { RuleResult } from './rules.ts'
import { sectionRules } from './sections.ts'
import { judgeFiledWaivers, judgeWaivers } from './waivers.ts'
import type { JudgedWaiver } from './waivers.ts'

export type Verdict = 'meets' | 'does-not-meet' | 'nothing-run' | 'incomplete'

export interface Decision {
  decision: Verdict
  exitCode: 0 | 1 | 2 | 3
  /** One sentence for a heading. */
  headline: string
  policy: { name: string; title: string; levels: string[] }
  decidedAt: string
  rules: RuleResult[]
  /** Of the file of attestations, if one was given. */
  attestations: JudgedAttestation[]
  /** Of the policy, then of the file of attestations. */
  waivers: JudgedWaiver[]
}

export interface DecideOptions {
  now: Date
  /** What verifying the pack came to. The gate opens for a valid pack only. */
  verification: Pick<Verification, 'status' | 'findings'>
  /** An earlier run that nothing may be worse than. */
  baseline?: Baseline | undefined
  /** What people vouch for or accept; the policy says what of it counts. */
  attestations?: AttestationFile | undefined
  /** What the log says, for budgets: without it, none of them is met. */
  run?: Pick<RunHistory, 'scenarios'> | undefined
}

const EXIT_CODES: Record<Verdict, Decision['exitCode']> = { meets: 0, 'does-not-meet': 1, 'nothing-run': 3, incomplete: 3 }

const HEADLINES: Record<Verdict, string> = {
  meets: 'The run meets the policy.',
  'does-not-meet': 'The run does not meet the policy.',
  'nothing-run': 'Nothing was run: there is nothing to decide on.',
  incomplete: 'The pack is incomplete: there is nothing to rely on.',
}

/** Holds results to a policy. Three rules always apply: the pack is as it was sealed, the run is whole, and something was run. */
export function decide(results: Results, policy: Policy, { now, verification, baseline, attestations: filed, run }: DecideOptions): Decision {
  const courtFor = (what: 'attestations' | 'waivers', { candidate: subject }: AttestationFile): Court => ({ candidate: results.candidate, subject, policy, acceptance: policy.accepts?.[what], now })
  const attestations = filed === undefined ? [] : judgeAttestations(filed.attestations, results.requirements, courtFor('attestations', filed))
  const attested = asDecided(results.requirements, { attestations })
  const waivers = [...judgeWaivers(policy.waivers, attested, now), ...(filed === undefined ? [] : judgeFiledWaivers(filed.waivers, attested, courtFor('waivers', filed)))]
  const requirements = asDecided(results.requirements, { attestations, waivers })
  const inScope = requirements.filter(({ level }) => policy.levels.includes(level))
  const rules = [
    sealRule(verification),
    wholeRule(results),
    ranRule(results, inScope, policy.rules.scenarios?.min ?? 1),
    ...leastRules(results, inScope, policy),
    ...errorsRule(results, policy.rules.errors),
    ...OUTCOME_RULES.flatMap(({ name, outcome, title }) => boundRule(name, title(policy.levels.join(' and ')), inScope, outcome, policy.rules[name])),
    ...regressionsRule({ results, inScope, levels: policy.levels }, policy.rules.regressions, baseline),
    ...(policy.sections ?? []).flatMap((section) => sectionRules(results, requirements, section, policy.levels)),
    ...budgetRules(policy.budgets ?? [], run),
  ]
  const decision = verdictOf(rules, results, ranFor(results, inScope).length, verification)
  return {
    decision,
    // An error is nobody's failure: a pipeline must not take it for the candidate's.
    exitCode: decision === 'does-not-meet' && rules.some(({ name, ok }) => /(^|\/)errors$/.test(name) && !ok) ? 2 : EXIT_CODES[decision],
    headline: decision === 'meets' ? `${HEADLINES.meets}${reservation(inScope, policy.levels)}` : HEADLINES[decision],
    policy: { name: policy.name, title: policy.title, levels: policy.levels },
    decidedAt: now.toISOString(),
    rules,
    // People write what they like: what never enters a pack is in no report of one either.
    attestations: redactData(attestations),
    waivers: redactData(waivers),
  }
}

/** What the policy lets pass though no scenario showed it: nobody should have to search for it. */
function reservation(inScope: readonly RequirementResult[], levels: readonly string[]): string {
  const count = (outcome: Outcome) => inScope.filter((requirement) => requirement.outcome === outcome).length
  const open = [
    [count('untested'), 'untested'],
    [count('review'), 'waiting for a review'],
    [count('attested'), "resting on a person's word"],
    [count('waived'), 'waived'],
  ].flatMap(([number, words]) => (number ? [`${number} ${number === 1 ? 'is' : 'are'} ${words}`] : []))
  return open.length ? ` Of its ${inScope.length} ${levels.join(' and ')} requirements, ${open.join(', ').replace(/, ([^,]*)$/, ' and $1')}, which it allows.` : ''
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
    seen: status === 'reckoned-otherwise' ? 'untouched, but added up by another version of Assay' : status,
    expected: 'valid',
    because: findings.map(({ place, what }) => `${place} ${what}`),
  }
}

function wholeRule({ run: { complete, incomplete } }: Results): RuleResult {
  return { name: 'whole', title: 'The run came to its end', ok: complete, seen: complete ? 'complete' : 'incomplete', expected: 'complete', because: incomplete }
}

function errorsRule({ scenarios, run: { problems } }: Results, bound: Bound | undefined): RuleResult[] {
  if (bound === undefined) return []
  const errors = [...problems, ...scenarios.filter(({ outcome }) => outcome === 'error').map(({ id }) => id)]
  return [
    { name: 'errors', title: 'Errors of the harness or the set-up', ...within(errors.length, scenarios.length, bound), because: errors },
  ]
}
