import type { Outcome } from '../../../config/outcome.ts'
import type { CheckEvidence } from '../../../config/evidence.ts'
import type { ScenarioHistory, StepHistory } from '../../pack/replay.ts'
import { escapeMarkdown } from '../escape-markdown.ts'
import { plain } from '../plain.ts'

type ActionResult = 'pass' | 'skip' | 'fail' | 'warning' | 'error'

/** Extension of FHIR R4: with a value, or with extensions of its own. */
export interface Extension {
  url: string
  valueString?: string
  valueCode?: string
  valueDate?: string
  extension?: Extension[]
}

export interface Action {
  operation?: { result: ActionResult; message: string }
  assert?: { result: ActionResult; message: string; detail?: string }
}

/** TestReport of FHIR R4 (hl7.org/fhir/R4/testreport.html), as far as we fill it. */
export interface TestReport {
  resourceType: 'TestReport'
  id: string
  meta: { tag: { system: string; code: string }[] }
  name: string
  status: 'completed' | 'stopped'
  testScript: { type: 'TestScript'; identifier: { system: string; value: string }; display: string }
  result: 'pass' | 'fail' | 'pending'
  /** Per cent of the scenarios that passed, of those that apply. */
  score?: number
  tester: string
  issued: string
  participant: { type: 'test-engine' | 'client'; uri: string; display: string }[]
  test: { extension?: Extension[]; name: string; description: string; action: Action[] }[]
}

/** `string` of FHIR: never empty. */
export const string = (text: string): string => plain(text) || 'none'
export const markdown = (text: string): string => escapeMarkdown(string(text))

const RESULTS: Record<Outcome, ActionResult> = {
  passed: 'pass',
  failed: 'fail',
  error: 'error',
  skipped: 'skip',
  omitted: 'skip',
  untested: 'skip',
  attested: 'warning',
  review: 'warning',
  waived: 'warning',
}

/** Of a group. What the harness could not find out is pending, not failed: it says nothing about the system. */
export function resultOf(outcomes: readonly Outcome[], trusted: boolean): TestReport['result'] {
  if (outcomes.includes('failed')) return 'fail'
  const applying = outcomes.filter((outcome) => outcome !== 'omitted')
  return trusted && applying.length > 0 && applying.every((outcome) => outcome === 'passed') ? 'pass' : 'pending'
}

export function scoreOf(outcomes: readonly Outcome[]): number | undefined {
  const applying = outcomes.filter((outcome) => outcome !== 'omitted')
  return applying.length === 0 ? undefined : Math.floor((applying.filter((outcome) => outcome === 'passed').length / applying.length) * 100)
}

/** A scenario: its steps are operations, the checks of a step asserts behind it, and what became of the whole the last assert. */
export function testOf({ name, file, line, requirements, steps, outcome, reason }: ScenarioHistory): TestReport['test'][number] {
  return {
    name: string(name),
    description: string(`${file}:${line}. Speaks for ${requirements.join(', ') || 'no requirement'}.`),
    action: [...steps.flatMap(actionsOf), verdict(outcome, reason ?? outcome)],
  }
}

export const verdict = (outcome: Outcome, message: string): Action => ({ assert: { result: RESULTS[outcome], message: markdown(message), detail: outcome } })

function actionsOf({ facts, checks }: StepHistory): Action[] {
  const operation: Action = { operation: facts === undefined ? { result: 'error', message: 'The run ended here.' } : { result: RESULTS[facts.outcome], message: markdown(`${facts.keyword} ${facts.text}`) } }
  return [operation, ...checks.map(assertOf)]
}

function assertOf({ name, outcome, findings }: CheckEvidence): Action {
  const found = findings.map(({ what, expected, seen }) => `${what}${expected === undefined ? '' : `; expected ${expected}`}${seen === undefined ? '' : `; seen ${seen}`}`)
  return { assert: { result: RESULTS[outcome], message: markdown(name), ...(found.length === 0 ? {} : { detail: string(found.join(' | ')) }) } }
}
