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

/**
 * Holds what the log says of durations to a budget. Left out are scenarios that did not run to an outcome of the candidate's, and those in
 * which a fault was injected: the time that a mocked service was told to take is not the candidate's.
 */
export function budgetRule({ name, title, of, operations, tags, withoutTags, medianMs, p95Ms, minSamples = MIN_SAMPLES }: Budget, run: Pick<RunHistory, 'scenarios'> | undefined): RuleResult {
  const wanted = (run?.scenarios ?? []).filter(
    (scenario) => isUndisturbed(scenario) && (tags === undefined || scenario.tags.some((tag) => tags.includes(tag))) && !scenario.tags.some((tag) => withoutTags?.includes(tag)),
  )
  const samples = (of === 'scenarios' ? wanted.map(scenarioSample) : wanted.flatMap((scenario) => exchangeSamples(scenario, operations))).sort((a, b) => b.ms - a.ms)
  const rule = {
    name: `budget:${name}`,
    title: `${title}: how long ${of === 'scenarios' ? 'scenarios' : 'exchanges with the candidate'} took`,
    expected: [...(medianMs === undefined ? [] : [`median at most ${medianMs} ms`]), ...(p95Ms === undefined ? [] : [`95th percentile at most ${p95Ms} ms`]), `of at least ${minSamples}`].join(', '),
  }
  const missing = of === 'exchanges' ? (operations ?? []).filter((operation) => !wanted.some((scenario) => exchangesOf(scenario).some((exchange) => exchange.operation === operation))) : []
  const because = missing.map((operation) => `No exchange of the operation ${operation} was seen.`)
  if (samples.length < minSamples || samples.length === 0) return { ...rule, ok: false, seen: `${samples.length}, too few to tell`, because }
  const [median, p95] = [percentile(samples, 0.5), percentile(samples, 0.95)]
  const ok = missing.length === 0 && median <= (medianMs ?? Infinity) && p95 <= (p95Ms ?? Infinity)
  const slowest = samples.slice(0, NAMED).map(({ ms, what }) => `${figure(ms)} ms  ${what}`)
  return { ...rule, ok, seen: `median ${figure(median)} ms, 95th percentile ${figure(p95)} ms, of ${samples.length}`, because: [...because, ...slowest] }
}

const exchangesOf = ({ steps }: ScenarioHistory) => steps.flatMap(({ exchanges }) => exchanges)

const isUndisturbed = (scenario: ScenarioHistory): boolean =>
  (scenario.outcome === 'passed' || scenario.outcome === 'failed') && exchangesOf(scenario).every(({ fault }) => fault === undefined)

const scenarioSample = ({ durationMs, name, file, line }: ScenarioHistory): Sample => ({ ms: durationMs, what: `${name} (${file}:${line})` })

function exchangeSamples(scenario: ScenarioHistory, operations: Budget['operations']): Sample[] {
  const ours = exchangesOf(scenario).filter(({ direction, operation }) => direction === 'harness-to-candidate' && (operations === undefined || operations.includes(operation)))
  return ours.map(({ durationMs, operation }) => ({ ms: durationMs, what: `${operation}, in ${scenario.name} (${scenario.file}:${scenario.line})` }))
}

/** By nearest rank: a figure that was really measured. The samples are sorted, the slowest first. */
function percentile(samples: readonly Sample[], share: number): number {
  return samples[samples.length - Math.ceil(share * samples.length)]?.ms ?? Infinity
}

const figure = (ms: number): number => Math.round(ms * 10) / 10
