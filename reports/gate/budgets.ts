import type { ExchangeHead } from '../pack/events.ts'
import type { RunHistory, ScenarioHistory } from '../pack/replay.ts'
import type { RuleResult } from './rules.ts'

/** How long scenarios, or exchanges with the candidate, may take. Milliseconds. */
export interface Budget {
  name: string
  title: string
  of: 'scenarios' | 'exchanges'
  /** Exchanges of these operations only: the port's verbs, as reports show them. */
  operations?: string[]
  /** In scenarios with any of these tags. */
  tags?: string[]
  /** And with none of these. */
  withoutTags?: string[]
  medianMs?: number
  p95Ms?: number
  /** Of fewer a median says little: the budget is not met then. */
  minSamples?: number
}

const MIN_SAMPLES = 20
/** The slowest that are named where a budget is not met. */
const NAMED = 5

interface Sample {
  ms: number
  what: string
}

/** What budgets look at of a scenario. */
interface Timing {
  scenario: ScenarioHistory
  /** Requests of the harness to the candidate. */
  exchanges: Pick<ExchangeHead, 'operation' | 'durationMs'>[]
}

/**
 * Holds what the log says of durations to budgets. Left out are scenarios that did not run to an outcome of the candidate's, and those in
 * which a fault was injected: the time that a mocked service was told to take is not the candidate's.
 */
export function budgetRules(budgets: readonly Budget[], run: Pick<RunHistory, 'scenarios'> | undefined): RuleResult[] {
  // Exchanges are read from the log at each look: once for all budgets, and none where there is no budget.
  const timings = budgets.length === 0 ? [] : (run?.scenarios ?? []).flatMap(undisturbed)
  return budgets.map((budget) => budgetRule(budget, timings))
}

function undisturbed(scenario: ScenarioHistory): Timing[] {
  if (scenario.outcome !== 'passed' && scenario.outcome !== 'failed') return []
  const all = scenario.steps.flatMap(({ exchanges }) => exchanges)
  if (all.some(({ fault }) => fault !== undefined)) return []
  return [{ scenario, exchanges: all.filter(({ direction }) => direction === 'harness-to-candidate').map(({ operation, durationMs }) => ({ operation, durationMs })) }]
}

function budgetRule({ name, title, of, operations, tags, withoutTags, medianMs, p95Ms, minSamples = MIN_SAMPLES }: Budget, timings: readonly Timing[]): RuleResult {
  const wanted = timings.filter(({ scenario }) => (tags === undefined || scenario.tags.some((tag) => tags.includes(tag))) && !scenario.tags.some((tag) => withoutTags?.includes(tag)))
  const samples = (of === 'scenarios' ? wanted.map(scenarioSample) : wanted.flatMap((timing) => exchangeSamples(timing, operations))).sort((a, b) => b.ms - a.ms)
  const rule = {
    name: `budget:${name}`,
    title: `${title}: how long ${of === 'scenarios' ? 'scenarios' : 'exchanges with the candidate'} took`,
    expected: [...(medianMs === undefined ? [] : [`median at most ${medianMs} ms`]), ...(p95Ms === undefined ? [] : [`95th percentile at most ${p95Ms} ms`]), `of at least ${minSamples}`].join(', '),
  }
  const missing = of === 'exchanges' ? (operations ?? []).filter((operation) => !wanted.some(({ exchanges }) => exchanges.some((exchange) => exchange.operation === operation))) : []
  const because = missing.map((operation) => `No exchange of the operation ${operation} was seen.`)
  if (samples.length < minSamples || samples.length === 0) return { ...rule, ok: false, seen: `${samples.length}, too few to tell`, because }
  const [median, p95] = [percentile(samples, 0.5), percentile(samples, 0.95)]
  const ok = missing.length === 0 && median <= (medianMs ?? Infinity) && p95 <= (p95Ms ?? Infinity)
  const slowest = samples.slice(0, NAMED).map(({ ms, what }) => `${figure(ms)} ms  ${what}`)
  return { ...rule, ok, seen: `median ${figure(median)} ms, 95th percentile ${figure(p95)} ms, of ${samples.length}`, because: [...because, ...slowest] }
}

const scenarioSample = ({ scenario: { durationMs, name, file, line } }: Timing): Sample => ({ ms: durationMs, what: `${name} (${file}:${line})` })

function exchangeSamples({ scenario, exchanges }: Timing, operations: Budget['operations']): Sample[] {
  const asked = exchanges.filter(({ operation }) => operations === undefined || operations.includes(operation))
  return asked.map(({ durationMs, operation }) => ({ ms: durationMs, what: `${operation}, in ${scenario.name} (${scenario.file}:${scenario.line})` }))
}

/** By nearest rank: a figure that was really measured. The samples are sorted, the slowest first. */
function percentile(samples: readonly Sample[], share: number): number {
  return samples[samples.length - Math.ceil(share * samples.length)]?.ms ?? Infinity
}

const figure = (ms: number): number => Math.round(ms * 10) / 10
