import type { CheckEvidence } from '../../config/evidence.ts'
import { OUTCOMES, summarise } from '../../config/outcome.ts'
import type { Outcome } from '../../config/outcome.ts'
import type { CandidateFacts, PackEvent, RequirementFacts } from './events.ts'
import { replay } from './replay.ts'
import type { RunHistory, ScenarioHistory } from './replay.ts'

/** How many have which outcome. Outcomes that nothing has are left out. */
export type Counts = Partial<Record<Outcome, number>>

export interface RequirementResult extends RequirementFacts {
  outcome: Outcome
  /** Ids of the scenarios that speak for it. */
  scenarios: string[]
}

export interface CheckResult extends CheckEvidence {
  step: number
}

export interface ScenarioResult {
  id: string
  file: string
  line: number
  feature: string
  rule?: string
  name: string
  tags: string[]
  requirements: string[]
  outcome: Outcome
  reason?: string
  durationMs: number
  attempts: number
  checks: CheckResult[]
}

/** results.json: what the event log adds up to. */
export interface Results {
  version: 1
  run: {
    id: string
    seed: number
    profile: string
    startedAt: string
    finishedAt?: string
    complete: boolean
    /** Why it is not complete, in sentences. */
    incomplete: string[]
    /** What went wrong outside any scenario, in sentences. */
    problems: string[]
  }
  candidate: CandidateFacts
  /** SHA-256 of the catalogue. */
  catalogue: string
  totals: {
    requirements: Counts
    scenarios: Counts
    checks: Counts
    /** Requirements by area, standard and level. */
    byArea: Record<string, Counts>
    byStandard: Record<string, Counts>
    byLevel: Record<string, Counts>
  }
  requirements: RequirementResult[]
  scenarios: ScenarioResult[]
}

/** Results from a log. Pure, so that anybody can do the sum again and compare. */
export const resultsOf = (events: Iterable<PackEvent>): Results => summariseRun(replay(events))

export function summariseRun(run: RunHistory): Results {
  const speakers = Map.groupBy(
    run.scenarios.flatMap((scenario) => scenario.requirements.map((requirement) => ({ requirement, scenario }))),
    ({ requirement }) => requirement,
  )
  const requirements = run.requirements.map((facts): RequirementResult => {
    const scenarios = (speakers.get(facts.id) ?? []).map(({ scenario }) => scenario)
    return { ...facts, outcome: outcomeOf(facts, scenarios), scenarios: scenarios.map(({ scenario }) => scenario) }
  })
  const scenarios = run.scenarios.map(resultOf)
  const { started } = run
  return {
    version: 1,
    run: {
      id: started.runId,
      seed: started.seed,
      profile: started.profile,
      startedAt: run.startedAt,
      ...(run.finishedAt === undefined ? {} : { finishedAt: run.finishedAt }),
      complete: run.incomplete.length === 0,
      incomplete: run.incomplete,
      problems: run.problems,
    },
    candidate: started.candidate,
    catalogue: started.catalogue,
    totals: {
      requirements: count(requirements),
      scenarios: count(scenarios),
      checks: count(scenarios.flatMap((scenario) => scenario.checks)),
      byArea: countBy(requirements, ({ area }) => area),
      byStandard: countBy(requirements, ({ standard }) => standard),
      byLevel: countBy(requirements, ({ level }) => level),
    },
    requirements,
    scenarios,
  }
}

/**
 * What a machine can test has the outcome of its scenarios. What is shown by a document or by inspection waits for a
 * person's judgement: scenarios can speak against it, never settle it.
 */
function outcomeOf(facts: RequirementFacts, scenarios: ScenarioHistory[]): Outcome {
  const seen = scenarios.map(({ outcome }) => outcome)
  return summarise(isAutomated(facts) ? seen : [...seen, 'review'])
}

export const isAutomated = ({ verification }: Pick<RequirementFacts, 'verification'>): boolean => verification.startsWith('automated-')

function resultOf({ scenario: id, steps, startedAt: _startedAt, worker: _worker, ...history }: ScenarioHistory): ScenarioResult {
  const { reason, ...facts } = history
  const checks = steps.flatMap((step) => step.checks.map((check) => ({ step: step.index, ...check })))
  return { id, ...facts, ...(reason === undefined ? {} : { reason }), checks }
}

export function count(parts: Iterable<{ outcome: Outcome }>): Counts {
  const seen: Counts = {}
  for (const { outcome } of parts) seen[outcome] = (seen[outcome] ?? 0) + 1
  return Object.fromEntries(OUTCOMES.filter((outcome) => seen[outcome] !== undefined).map((outcome) => [outcome, seen[outcome]]))
}

function countBy<T extends { outcome: Outcome }>(parts: T[], key: (part: T) => string): Record<string, Counts> {
  const groups = [...Map.groupBy(parts, key)].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(groups.map(([name, group]) => [name, count(group)]))
}
