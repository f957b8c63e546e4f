import type { Outcome } from '../../config/outcome.ts'
import type { RequirementFacts } from './events.ts'
import { notPassedChecks } from './not-passed-checks.ts'
import type { RequirementResult, Results, ScenarioResult } from './results.ts'

/**
 * - `better`   now passed or attested, and was not
 * - `worse`    was passed or attested and is no longer, or failed or is in error now and was not
 * - `changed`  something else became of it, or it fails for other reasons: neither shown to be better nor worse
 * - `appeared` only the new run has it
 * - `vanished` only the old run has it
 */
export const CHANGES = ['worse', 'vanished', 'changed', 'better', 'appeared'] as const
export type ChangeKind = (typeof CHANGES)[number]

interface Change {
  change: ChangeKind
  id: string
  /** Absent when it appeared. */
  before?: Outcome
  /** Absent when it vanished. */
  after?: Outcome
  /** What had been shown is shown no longer: it got worse, or vanished after it had passed. */
  regression: boolean
}

export interface RequirementChange extends Change {
  title: string
  level: RequirementFacts['level']
  standard: string
  /** Ids of the scenarios below that explain it. */
  scenarios: string[]
}

export interface ScenarioChange extends Change {
  name: string
  feature: string
  file: string
  line: number
  requirements: string[]
  /** Checks that did not pass and had not failed before, by their sentences. */
  newlyNotPassed: string[]
  /** Checks that had not passed, and are no longer among those that do not. */
  noLongerNotPassed: string[]
}

export interface Side {
  runId: string
  startedAt: string
  candidate: string
  profile: string
  seed: number
  catalogue: string
  complete: boolean
  requirements: number
  scenarios: number
}

/** What is different between two runs, and means something: times, ids of runs and exchanges, and the order do not. */
export interface Comparison {
  version: 1
  old: Side
  new: Side
  /** In what the runs themselves are unlike: a reader has to allow for it. */
  unlike: { what: string; old: string; new: string }[]
  requirements: RequirementChange[]
  scenarios: ScenarioChange[]
  totals: { requirements: Totals; scenarios: Totals; regressions: number }
}

export type Totals = Record<ChangeKind | 'same', number>

/** Compares two runs by requirement and by scenario. Pure. What is alike is counted only. */
export function compareResults(before: Results, after: Results): Comparison {
  const scenarios = pairs(before.scenarios, after.scenarios).flatMap(([old, now]) => scenarioChange(old, now))
  const requirements = pairs(before.requirements, after.requirements).flatMap(([old, now]) => requirementChange(old, now, scenarios))
  return {
    version: 1,
    old: sideOf(before),
    new: sideOf(after),
    unlike: unlike(before, after),
    requirements: inOrder(requirements),
    scenarios: inOrder(scenarios),
    totals: {
      requirements: totalsOf(requirements, before.requirements.length),
      scenarios: totalsOf(scenarios, before.scenarios.length),
      regressions: [...requirements, ...scenarios].filter(({ regression }) => regression).length,
    },
  }
}

const STANDS: readonly Outcome[] = ['passed', 'attested']

/**
 * Which way an outcome went. Only what was shown counts as better: a failure that turned into an omission or an error was not mended,
 * it is merely no longer seen.
 */
export function directionOf(before: Outcome, after: Outcome): 'better' | 'worse' | 'changed' | 'same' {
  if (before === after) return 'same'
  if (after === 'passed') return 'better'
  if (before === 'passed' || after === 'failed') return 'worse'
  if (before === 'failed') return 'changed'
  if (after === 'attested') return 'better'
  return before === 'attested' || after === 'error' ? 'worse' : 'changed'
}

function scenarioChange(old: ScenarioResult | undefined, now: ScenarioResult | undefined): ScenarioChange[] {
  const known = now ?? old
  if (known === undefined) return []
  const [before, after] = [notPassedChecks(old), notPassedChecks(now)]
  const newlyNotPassed = after.filter((check) => !before.includes(check))
  // Of a scenario that vanished, nobody knows.
  const noLongerNotPassed = now === undefined ? [] : before.filter((check) => !after.includes(check))
  const change = changeOf(old?.outcome, now?.outcome) ?? (newlyNotPassed.length + noLongerNotPassed.length > 0 ? 'changed' : undefined)
  if (change === undefined) return []
  const { id, name, feature, file, line, requirements } = known
  return [{ ...changeFacts(change, id, old?.outcome, now?.outcome), name, feature, file, line, requirements, newlyNotPassed, noLongerNotPassed }]
}

function requirementChange(old: RequirementResult | undefined, now: RequirementResult | undefined, scenarios: readonly ScenarioChange[]): RequirementChange[] {
  const known = now ?? old
  const change = changeOf(old?.outcome, now?.outcome)
  if (known === undefined || change === undefined) return []
  const { id, title, level, standard } = known
  const speakers = scenarios.filter(({ requirements }) => requirements.includes(id)).map((scenario) => scenario.id)
  return [{ ...changeFacts(change, id, old?.outcome, now?.outcome), title, level, standard, scenarios: speakers }]
}

function changeOf(before: Outcome | undefined, after: Outcome | undefined): ChangeKind | undefined {
  if (before === undefined) return 'appeared'
  if (after === undefined) return 'vanished'
  const direction = directionOf(before, after)
  return direction === 'same' ? undefined : direction
}

function changeFacts(change: ChangeKind, id: string, before: Outcome | undefined, after: Outcome | undefined): Change {
  const regression = change === 'worse' || (change === 'vanished' && before !== undefined && STANDS.includes(before))
  return { change, id, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }), regression }
}

/** What stands under the same id on both sides, in the order of the new side; what only the old one has comes last. */
function pairs<T extends { id: string }>(before: readonly T[], after: readonly T[]): [T | undefined, T | undefined][] {
  const old = new Map(before.map((part) => [part.id, part]))
  const now = new Set(after.map(({ id }) => id))
  return [...after.map((part): [T | undefined, T] => [old.get(part.id), part]), ...before.filter(({ id }) => !now.has(id)).map((part): [T, undefined] => [part, undefined])]
}

const inOrder = <T extends Change>(changes: T[]): T[] => changes.toSorted((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change))

function totalsOf(changes: readonly Change[], before: number): Totals {
  const of = (kind: ChangeKind) => changes.filter(({ change }) => change === kind).length
  const counts = { worse: of('worse'), vanished: of('vanished'), changed: of('changed'), better: of('better'), appeared: of('appeared') }
  return { ...counts, same: before - counts.worse - counts.vanished - counts.changed - counts.better }
}

const sideOf = ({ run, candidate, catalogue, requirements, scenarios }: Results): Side => ({
  runId: run.id,
  startedAt: run.startedAt,
  candidate: `${candidate.name} ${candidate.version}`,
  profile: run.profile,
  seed: run.seed,
  catalogue,
  complete: run.complete,
  requirements: requirements.length,
  scenarios: scenarios.length,
})

function unlike(before: Results, after: Results): Comparison['unlike'] {
  const facts = ({ run, candidate, catalogue }: Results): [string, string][] => [
    ['candidate', `${candidate.name} ${candidate.version}`],
    ['drivers', candidate.drivers.join(', ')],
    ['capabilities', candidate.capabilities.join(', ')],
    ['profile', run.profile],
    ['seed', String(run.seed)],
    ['catalogue', catalogue],
    ['whole', run.complete ? 'yes' : 'no'],
    ['problems', String(run.problems.length)],
  ]
  const now = new Map(facts(after))
  return facts(before).flatMap(([what, old]) => (now.get(what) === old ? [] : [{ what, old, new: now.get(what) ?? '' }]))
}
