import { PickleStepType, TestStepResultStatus, type Attachment, type Duration, type Envelope, type Pickle, type TestCase, type TestStepResult } from '@cucumber/messages'
import { EVIDENCE_MEDIA_TYPE } from '../../config/evidence.ts'
import type { CheckEvidence, ExchangeEvidence, OmissionEvidence } from '../../config/evidence.ts'
import { summarise } from '../../config/outcome.ts'
import type { Outcome } from '../../config/outcome.ts'
import type { EventContent, ScenarioFacts, StepFacts } from './events.ts'
import { gherkinIndex } from './gherkin-index.ts'
import { judgeScenario } from './judge-scenario.ts'
import { readCheck, readExchange, readOmission } from './read-evidence.ts'
import type { PackWriter } from './write.ts'

export interface CucumberRecorder {
  /** Takes every message of the run, in order: the `onMessage` of `runCucumber`. */
  onMessage: (envelope: Envelope) => void
  /** How many scenarios were selected and how they ended so far, for live progress. */
  readonly selected: number
  readonly outcomes: readonly ScenarioEnd[]
}

/** How a scenario ended. */
export interface ScenarioEnd {
  facts: ScenarioFacts
  outcome: Outcome
  reason?: string
  durationMs: number
  /** Whether it came further than its Givens: one that did not has tried nothing. */
  acted: boolean
}

/** One attempt at a scenario, while it runs. */
interface Attempt {
  scenario: string
  testCase: TestCase
  pickle: Pickle
  steps: StepFacts[]
  checks: CheckEvidence[]
  /** Outcomes of the checks of the step that is running. */
  stepChecks: Map<number, Outcome[]>
  /** Steps of hooks that left something, and so are worth a line. */
  speaking: Set<number>
  exchanges: Set<string>
  omission?: OmissionEvidence
  durationMs: number
  acted: boolean
}

const LOG_MEDIA_TYPE = 'text/x.cucumber.log+plain'

/**
 * Turns cucumber's messages into events of a pack.
 *
 * `failed` blames the candidate: a check found something, or a step threw a `CandidateFault`. A verb that the candidate
 * does not offer (`VerbNotOffered`) is `skipped`. Everything else that goes wrong, an undefined step or a broken hook too, is the harness's or the set-up's `error`.
 */
export function recordCucumber(pack: Pick<PackWriter, 'append' | 'blob' | 'body'>): CucumberRecorder {
  const gherkin = gherkinIndex()
  const cases = new Map<string, { testCase: TestCase; pickle: Pickle; facts: ScenarioFacts }>()
  const attempts = new Map<string, Attempt>()
  const outcomes: ScenarioEnd[] = []

  const select = (testCase: TestCase): void => {
    const pickle = gherkin.pickle(testCase.pickleId)
    if (pickle === undefined) return pack.append({ type: 'problem', message: `Cucumber ran a scenario (${testCase.pickleId}) that it never announced.` })
    const facts = gherkin.facts(pickle)
    cases.set(testCase.id, { testCase, pickle, facts })
    pack.append({ type: 'scenario-selected', ...facts })
  }

  const attach = (attachment: Attachment): void => {
    const attempt = attempts.get(attachment.testCaseStartedId ?? '')
    if (attempt === undefined) return pack.append(runLevelAttachment(attachment, pack))
    const step = attempt.testCase.testSteps.findIndex(({ id }) => id === attachment.testStepId)
    const place = { scenario: attempt.scenario, step: Math.max(step, 0) }
    attempt.speaking.add(place.step)
    switch (attachment.mediaType) {
      case EVIDENCE_MEDIA_TYPE.check: {
        const check = readCheck(textOf(attachment))
        attempt.checks.push(check)
        attempt.stepChecks.set(place.step, [...(attempt.stepChecks.get(place.step) ?? []), check.outcome])
        return pack.append({ type: 'check', ...place, check })
      }
      case EVIDENCE_MEDIA_TYPE.exchange: {
        const exchange = readExchange(textOf(attachment))
        if (attempt.exchanges.has(exchange.id)) return
        attempt.exchanges.add(exchange.id)
        return pack.append({ type: 'exchange', ...place, exchange: headOf(exchange, pack) })
      }
      case EVIDENCE_MEDIA_TYPE.omission:
        attempt.omission = readOmission(textOf(attachment))
        return
      case LOG_MEDIA_TYPE:
        return pack.append({ type: 'log', ...place, text: textOf(attachment) })
      default:
        return pack.append({ ...runLevelAttachment(attachment, pack), ...place })
    }
  }

  /** Evidence that cannot be read is lost evidence: the step that gave it is in error, whatever else it did. */
  const attachSafely = (attachment: Attachment): void => {
    try {
      attach(attachment)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      const attempt = attempts.get(attachment.testCaseStartedId ?? '')
      const step = attempt?.testCase.testSteps.findIndex(({ id }) => id === attachment.testStepId) ?? 0
      attempt?.stepChecks.set(step, [...(attempt.stepChecks.get(step) ?? []), 'error'])
      pack.append({ type: 'log', ...(attempt === undefined ? {} : { scenario: attempt.scenario, step }), text: `Evidence of type ${attachment.mediaType} is not JSON: ${error.message}` })
    }
  }

  const finishStep = (attempt: Attempt, testStepId: string, result: TestStepResult): void => {
    const index = attempt.testCase.testSteps.findIndex(({ id }) => id === testStepId)
    const pickleStepId = attempt.testCase.testSteps[index]?.pickleStepId
    const pickleStep = attempt.pickle.steps.find(({ id }) => id === pickleStepId)
    const durationMs = milliseconds(result.duration)
    attempt.durationMs += durationMs
    if (pickleStep !== undefined && pickleStep.type !== PickleStepType.CONTEXT && result.status !== TestStepResultStatus.SKIPPED) attempt.acted = true
    const own = repeatsChecks(result, attempt.checks) ? 'passed' : outcomeOf(result, pickleStep === undefined)
    const outcome = summarise([own, ...(attempt.stepChecks.get(index) ?? [])])
    const message = outcome === 'passed' ? undefined : messageOf(result)
    const { dataTable, docString } = pickleStep?.argument ?? {}
    const firstStep = attempt.testCase.testSteps.findIndex((step) => step.pickleStepId !== undefined)
    const facts: StepFacts = {
      index,
      keyword: pickleStep === undefined ? (index < firstStep ? 'Before' : 'After') : gherkin.keyword(pickleStep),
      text: pickleStep?.text ?? 'the scenario',
      outcome,
      durationMs,
      ...(message === undefined ? {} : { message }),
      ...(dataTable === undefined ? {} : { table: dataTable.rows.map(({ cells }) => cells.map(({ value }) => value)) }),
      ...(docString === undefined ? {} : { docString: docString.content }),
    }
    const isSilentHook = pickleStep === undefined && !attempt.speaking.has(index) && (outcome === 'passed' || outcome === 'skipped')
    if (isSilentHook) return
    attempt.steps.push(facts)
    pack.append({ type: 'step-finished', scenario: attempt.scenario, ...facts })
  }

  const finishScenario = (id: string, attempt: Attempt, retried: boolean): void => {
    const { outcome, reason } = judgeScenario(attempt.steps, attempt.checks, attempt.omission)
    const end = { outcome, durationMs: attempt.durationMs, ...(reason === undefined ? {} : { reason }) }
    pack.append({ type: 'scenario-finished', scenario: attempt.scenario, ...end, ...(retried ? { retried } : {}) })
    attempts.delete(id)
    const facts = cases.get(attempt.testCase.id)?.facts
    if (!retried && facts !== undefined) outcomes.push({ facts, ...end, acted: attempt.acted })
  }

  const onMessage = (envelope: Envelope): void => {
    gherkin.learn(envelope)
    const { testCase, testCaseStarted, attachment, testStepFinished, testCaseFinished, testRunHookFinished, testRunFinished, parseError } = envelope
    if (testCase !== undefined) select(testCase)
    if (testCaseStarted !== undefined) {
      const known = cases.get(testCaseStarted.testCaseId)
      if (known === undefined) return
      const { facts, pickle } = known
      attempts.set(testCaseStarted.id, {
        scenario: facts.scenario, testCase: known.testCase, pickle, steps: [], checks: [], stepChecks: new Map(), speaking: new Set(), exchanges: new Set(), durationMs: 0, acted: false,
      })
      const { attempt, workerId: worker } = testCaseStarted
      pack.append({ type: 'scenario-started', scenario: facts.scenario, attempt, ...(worker === undefined ? {} : { worker }) })
    }
    if (attachment !== undefined) attachSafely(attachment)
    if (testStepFinished !== undefined) {
      const attempt = attempts.get(testStepFinished.testCaseStartedId)
      if (attempt !== undefined) finishStep(attempt, testStepFinished.testStepId, testStepFinished.testStepResult)
    }
    if (testCaseFinished !== undefined) {
      const attempt = attempts.get(testCaseFinished.testCaseStartedId)
      if (attempt !== undefined) finishScenario(testCaseFinished.testCaseStartedId, attempt, testCaseFinished.willBeRetried)
    }
    if (testRunHookFinished !== undefined && outcomeOf(testRunHookFinished.result, true) === 'error') {
      pack.append({ type: 'problem', message: `A hook around the whole run broke: ${messageOf(testRunHookFinished.result) ?? testRunHookFinished.result.status}` })
    }
    if (parseError !== undefined) pack.append({ type: 'problem', message: `A feature file cannot be read: ${parseError.source.uri ?? ''} ${parseError.message}` })
    if (testRunFinished?.exception !== undefined) {
      pack.append({ type: 'problem', message: `Cucumber broke off: ${testRunFinished.exception.message ?? testRunFinished.exception.type}` })
    }
  }

  return {
    onMessage,
    get selected() {
      return cases.size
    },
    outcomes,
  }
}

function outcomeOf({ status, exception, message }: TestStepResult, isHook: boolean): Outcome {
  if (status === 'PASSED') return 'passed'
  if (status === 'SKIPPED') return 'skipped'
  // Not a fault of anybody's: the candidate has no such verb. The steps say why in an omission.
  if (exception?.type === 'VerbNotOffered') return 'skipped'
  if (exception?.type === 'ChecksFailed') return 'failed'
  const isCandidateFault = exception?.type === 'CandidateFault' || message?.startsWith('CandidateFault') === true
  return status === 'FAILED' && isCandidateFault && !isHook ? 'failed' : 'error'
}

/** The last hook tells cucumber once more what the checks found, which are in the evidence where they belong. */
const repeatsChecks = ({ exception }: TestStepResult, checks: readonly CheckEvidence[]): boolean =>
  exception?.type === 'ChecksFailed' && checks.some(({ outcome }) => outcome !== 'passed')

const EXPLAINED: Partial<Record<TestStepResult['status'], string>> = {
  UNDEFINED: 'No step definition matches this sentence.',
  AMBIGUOUS: 'Several step definitions match this sentence.',
  PENDING: 'The step is not written yet.',
  UNKNOWN: 'Cucumber does not know how the step ended.',
}

function messageOf({ status, message, exception }: TestStepResult): string | undefined {
  return message ?? exception?.message ?? EXPLAINED[status]
}

function headOf({ request, response, ...rest }: ExchangeEvidence, pack: Pick<PackWriter, 'body'>): Extract<EventContent, { type: 'exchange' }>['exchange'] {
  const withBody = <T extends { body?: string }>({ body, ...head }: T) => ({ ...head, ...(body === undefined || body === '' ? {} : { body: pack.body(body) }) })
  return { ...rest, request: withBody(request), ...(response === undefined ? {} : { response: withBody(response) }) }
}

function runLevelAttachment(attachment: Attachment, pack: Pick<PackWriter, 'blob'>): Extract<EventContent, { type: 'attachment' }> {
  const bytes = Buffer.from(attachment.body, attachment.contentEncoding === 'BASE64' ? 'base64' : 'utf8')
  const { mediaType, fileName } = attachment
  const body = { blob: pack.blob(bytes, mediaType), bytes: bytes.length }
  return { type: 'attachment', mediaType, ...(fileName === undefined ? {} : { name: fileName }), body }
}

const textOf = ({ body, contentEncoding }: Attachment): string => (contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString() : body)

const milliseconds = ({ seconds, nanos }: Duration): number => Math.round(seconds * 1e3 + nanos / 1e6)
