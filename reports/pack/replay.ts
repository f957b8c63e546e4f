import type { CheckEvidence } from '../../config/evidence.ts'
import type { Outcome } from '../../config/outcome.ts'
import { BrokenLog } from './read-events.ts'
import type { EventContent, ExchangeHead, PackEvent, RequirementFacts, ScenarioFacts, StepFacts } from './events.ts'

type Attachment = Extract<EventContent, { type: 'attachment' }>

export interface StepHistory {
  index: number
  /** Absent when the run ended during the step. */
  facts?: StepFacts
  checks: CheckEvidence[]
  /** Of a pack that lies on disk, read from its log at each look: they are most of it, and few readers look at all. */
  readonly exchanges: ExchangeHead[]
  attachments: Attachment[]
  logs: string[]
}

/** Everything the log says of one scenario. Of several attempts, the last. */
export interface ScenarioHistory extends ScenarioFacts {
  outcome: Outcome
  reason?: string
  durationMs: number
  /** How often it was run; 0 when it never started. */
  attempts: number
  startedAt?: string
  worker?: string
  steps: StepHistory[]
}

/** Everything the log says, joined up. */
export interface RunHistory {
  started: Extract<EventContent, { type: 'run-started' }>
  startedAt: string
  finishedAt?: string
  finished?: Extract<EventContent, { type: 'run-finished' }>
  requirements: RequirementFacts[]
  scenarios: ScenarioHistory[]
  problems: string[]
  /** When it was gone on with after it had been cut short, and which scenarios that had begun were begun anew. */
  resumptions: { at: string; again: string[] }[]
  /** Why it does not count as a whole run. Empty: it does. */
  incomplete: string[]
}

/** Where a history leaves exchanges until somebody looks. */
export interface ExchangeStore {
  /** Called as the event of an exchange comes. Returns what `get` finds it by. */
  put: (exchange: ExchangeHead) => number
  get: (number: number) => ExchangeHead
}

function inMemory(): ExchangeStore {
  const exchanges: ExchangeHead[] = []
  return { put: (exchange) => exchanges.push(exchange) - 1, get: (number) => exchanges[number]! }
}

/**
 * Plays a log back. Pure: the same events make the same history.
 *
 * @param exchanges where they are left; in memory unless told
 * @throws BrokenLog when there are no events
 */
export function replay(events: Iterable<PackEvent>, exchanges: ExchangeStore = inMemory()): RunHistory {
  const run: Omit<RunHistory, 'started' | 'startedAt'> = { requirements: [], scenarios: [], problems: [], resumptions: [], incomplete: [] }
  let started: (RunHistory['started'] & { at: string }) | undefined
  const scenarios = new Map<string, ScenarioHistory>()
  const finished = new Set<ScenarioHistory>()

  // A log says the same of thousands of scenarios, and each line has its own copy of it.
  const shared = new Map<string, string>()
  const share = (text: string): string => {
    const known = shared.get(text)
    if (known === undefined) shared.set(text, text)
    return known ?? text
  }
  const sharedFacts = (facts: ScenarioFacts): ScenarioFacts =>
    ({ ...facts, file: share(facts.file), feature: share(facts.feature), tags: facts.tags.map(share), requirements: facts.requirements.map(share) })

  const scenarioOf = (id: string): ScenarioHistory => {
    const known = scenarios.get(id)
    if (known !== undefined) return known
    run.problems.push(`The log speaks of scenario ${id}, which was never selected.`)
    const unknown: ScenarioHistory = {
      scenario: id, file: '', line: 0, feature: '', name: id, tags: [], requirements: [], outcome: 'error', durationMs: 0, attempts: 0, steps: [],
    }
    scenarios.set(id, unknown)
    return unknown
  }
  const stepOf = (id: string, index: number): RecordedStep => {
    // All of them were made here.
    const steps = scenarioOf(id).steps as RecordedStep[]
    const known = steps.find((step) => step.index === index)
    if (known !== undefined) return known
    const step = new RecordedStep(index, exchanges)
    steps.push(step)
    return step
  }

  for (const event of events) {
    switch (event.type) {
      case 'run-started':
        started = event
        break
      case 'requirement':
        run.requirements.push(event.requirement)
        break
      case 'scenario-selected': {
        const { type: _type, seq: _seq, prev: _prev, at: _at, ...facts } = event
        if (!scenarios.has(facts.scenario)) scenarios.set(facts.scenario, { ...sharedFacts(facts), outcome: 'skipped', durationMs: 0, attempts: 0, steps: [] })
        break
      }
      case 'scenario-started': {
        const scenario = scenarioOf(event.scenario)
        scenario.attempts += 1
        scenario.steps = []
        scenario.startedAt = event.at
        if (event.worker !== undefined) scenario.worker = event.worker
        finished.delete(scenario)
        break
      }
      case 'step-finished': {
        const { type: _type, seq: _seq, prev: _prev, at: _at, scenario, ...facts } = event
        stepOf(scenario, facts.index).facts = { ...facts, keyword: share(facts.keyword), text: share(facts.text) }
        break
      }
      case 'check':
        stepOf(event.scenario, event.step).checks.push(event.check)
        break
      case 'exchange':
        stepOf(event.scenario, event.step).keep(event.exchange)
        break
      case 'attachment':
        if (event.scenario !== undefined) stepOf(event.scenario, event.step ?? 0).attachments.push(event)
        break
      case 'log':
        if (event.scenario !== undefined) stepOf(event.scenario, event.step ?? 0).logs.push(event.text)
        break
      case 'scenario-finished': {
        const scenario = scenarioOf(event.scenario)
        Object.assign(scenario, { outcome: event.outcome, durationMs: event.durationMs, reason: event.reason })
        if (event.retried !== true) finished.add(scenario)
        break
      }
      case 'problem':
        run.problems.push(event.message)
        break
      case 'run-resumed': {
        const cut = [...scenarios.values()].filter((scenario) => !finished.has(scenario))
        run.resumptions.push({ at: event.at, again: cut.filter(({ attempts }) => attempts > 0).map(({ scenario }) => scenario) })
        cut.forEach(beginAnew)
        delete run.finished
        delete run.finishedAt
        break
      }
      case 'run-finished':
        run.finished = event
        run.finishedAt = event.at
        break
    }
  }
  if (started === undefined) throw new BrokenLog(1, 'the log is empty')

  // In the order of the files, however they were run: what a reader looks for, and what two runs are compared by.
  run.scenarios = [...scenarios.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
  for (const scenario of run.scenarios) {
    scenario.steps.sort((a, b) => a.index - b.index)
    settle(scenario, finished.has(scenario))
  }
  run.incomplete = whyIncomplete(run, finished.size)
  return { started, startedAt: started.at, ...run }
}

class RecordedStep implements StepHistory {
  readonly index: number
  facts?: StepFacts
  checks: CheckEvidence[] = []
  attachments: Attachment[] = []
  logs: string[] = []
  readonly #store: ExchangeStore
  readonly #kept: number[] = []

  constructor(index: number, store: ExchangeStore) {
    this.index = index
    this.#store = store
  }

  keep(exchange: ExchangeHead): void {
    this.#kept.push(this.#store.put(exchange))
  }

  get exchanges(): ExchangeHead[] {
    return this.#kept.map((number) => this.#store.get(number))
  }
}

/** As though it had never begun. */
function beginAnew(scenario: ScenarioHistory): void {
  Object.assign(scenario, { outcome: 'skipped', durationMs: 0, attempts: 0, steps: [] })
  delete scenario.reason
  delete scenario.startedAt
  delete scenario.worker
}

/** What was recorded of a scenario stands, unless it did not end, or says `passed` where its own evidence does not. */
function settle(scenario: ScenarioHistory, ended: boolean): void {
  if (!ended) {
    scenario.outcome = scenario.attempts === 0 ? 'skipped' : 'error'
    scenario.reason = scenario.attempts === 0 ? 'The run ended before its turn.' : 'The run ended while it was running.'
    return
  }
  if (scenario.outcome !== 'passed') return
  const checks = scenario.steps.flatMap((step) => step.checks)
  const sound = checks.length > 0 && scenario.steps.every((step) => (step.facts?.outcome ?? 'passed') === 'passed') && checks.every((check) => check.outcome === 'passed')
  if (sound) return
  scenario.outcome = 'error'
  scenario.reason = 'The log says passed, but its steps and checks do not.'
}

function whyIncomplete(run: Omit<RunHistory, 'started' | 'startedAt'>, ended: number): string[] {
  const missing = run.scenarios.length - ended
  return [
    ...(run.finished === undefined ? ['The log ends before the run did.'] : []),
    ...(run.finished !== undefined && run.finished.ended !== 'completed' ? [run.finished.reason ?? `The run was ${run.finished.ended}.`] : []),
    ...(missing > 0 ? [`${missing} of ${run.scenarios.length} selected scenarios did not finish.`] : []),
  ]
}
