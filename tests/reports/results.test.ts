import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { CheckEvidence } from '../../config/evidence.ts'
import { CHAIN_START } from '../../reports/pack/events.ts'
import type { EventContent, PackEvent } from '../../reports/pack/events.ts'
import { readEvents } from '../../reports/pack/read-events.ts'
import { resultsOf } from '../../reports/pack/results.ts'
import type { Results } from '../../reports/pack/results.ts'
import { scenarioId } from '../../reports/pack/scenario-id.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import { serialiseResults } from '../../reports/pack/serialise-results.ts'
import { CANDIDATE, REQUIREMENTS, newKey, sealedPack, temporaryFolder, writePack } from './fixture.ts'

const SCENARIO = scenarioId('f', 'n')
const passing: CheckEvidence = { name: 'c', outcome: 'passed', findings: [], exchanges: [] }

/** A log of these events, with links that nobody checks here. */
function log(...events: EventContent[]): PackEvent[] {
  const start: EventContent = {
    type: 'run-started', format: 'assay-evidence-pack', version: 1, runId: 'r', seed: 1, profile: 'p', candidate: CANDIDATE, catalogue: 'c'.repeat(64), environment: 'e'.repeat(64),
  }
  return [start, ...events].map((event, i) => ({ seq: i + 1, prev: CHAIN_START, at: '2025-03-03T09:00:00.000Z', ...event }))
}
const selected = (requirements: string[] = []): EventContent => ({ type: 'scenario-selected', scenario: SCENARIO, file: 'f', line: 1, feature: 'F', name: 'n', tags: [], requirements })
const started: EventContent = { type: 'scenario-started', scenario: SCENARIO, attempt: 0 }
const finished = (outcome: 'passed' | 'failed'): EventContent => ({ type: 'scenario-finished', scenario: SCENARIO, outcome, durationMs: 1 })
const check: EventContent = { type: 'check', scenario: SCENARIO, step: 0, check: passing }
const end: EventContent = { type: 'run-finished', ended: 'completed' }
const first = ({ scenarios }: Results): [string | undefined, string | undefined] => [scenarios[0]?.outcome, scenarios[0]?.reason]

describe('results', () => {
  it('are the worst of the scenarios of a requirement; without any, untested or for review', (t) => {
    const { results } = sealedPack(temporaryFolder(t))
    assert.deepEqual(Object.fromEntries(results.requirements.map(({ id, outcome }) => [id, outcome])), {
      'TIF-PDS-01': 'failed', 'TIF-PDS-04': 'passed', C13E1: 'passed', C13E2: 'skipped', 'SAF-07': 'review',
    })
    assert.equal(resultsOf(log({ type: 'requirement', requirement: REQUIREMENTS[0] ?? assert.fail() }, end)).requirements[0]?.outcome, 'untested')
    assert.deepEqual(results.totals.byStandard, { C13: { passed: 1, skipped: 1 }, S25: { review: 1 }, S56: { passed: 1, failed: 1 } })
    assert.deepEqual(results.totals.byLevel, { MAY: { skipped: 1 }, MUST: { passed: 2, failed: 1, review: 1 } })
    assert.deepEqual(results.totals.scenarios, { passed: 3, failed: 1, skipped: 1 })
  })

  it('come out the same, to the byte, whenever the log is played back', (t) => {
    const dir = temporaryFolder(t)
    sealedPack(dir)
    const stored = readFileSync(join(dir, 'results.json'), 'utf8')
    for (let i = 0; i < 3; i++) assert.equal(serialiseResults(resultsOf(readEvents(join(dir, 'events.ndjson')))), stored)
  })

  it('are written as JSON with one space a level, as stringify would', (t) => {
    const dir = temporaryFolder(t)
    sealedPack(dir)
    const results = resultsOf(readEvents(join(dir, 'events.ndjson')))
    const many = { ...results, scenarios: Array.from({ length: 400 }, () => results.scenarios).flat() }
    for (const some of [results, many, { ...results, scenarios: [] }]) assert.equal(serialiseResults(some), `${JSON.stringify(some, null, 1)}\n`)
  })

  it('are the same for two runs that did the same', (t) => {
    const [a, b] = [temporaryFolder(t), temporaryFolder(t)]
    for (const dir of [a, b]) sealedPack(dir)
    assert.equal(readFileSync(join(a, 'events.ndjson'), 'utf8'), readFileSync(join(b, 'events.ndjson'), 'utf8'))
    assert.equal(readFileSync(join(a, 'results.json'), 'utf8'), readFileSync(join(b, 'results.json'), 'utf8'))
  })

  it('list scenarios in the order of the files, in whichever order they were run', () => {
    const chosen = (file: string, line: number): EventContent => ({ ...selected(), scenario: scenarioId(file, String(line)), file, line }) as EventContent
    const { scenarios } = resultsOf(log(chosen('b', 2), chosen('a', 10), chosen('b', 1), chosen('a', 9), end))
    assert.deepEqual(scenarios.map(({ file, line }) => `${file}:${line}`), ['a:9', 'a:10', 'b:1', 'b:2'])
  })

  it('do not believe a scenario that says passed against its own evidence', () => {
    const step: EventContent = { type: 'step-finished', scenario: SCENARIO, index: 0, keyword: 'Then', text: 't', outcome: 'failed', durationMs: 1 }
    const failing: EventContent = { type: 'check', scenario: SCENARIO, step: 0, check: { ...passing, outcome: 'failed' } }
    assert.equal(first(resultsOf(log(selected(), started, check, finished('passed'), end)))[0], 'passed')
    assert.equal(first(resultsOf(log(selected(), started, finished('passed'), end)))[0], 'error')
    assert.equal(first(resultsOf(log(selected(), started, check, step, finished('passed'), end)))[0], 'error')
    assert.equal(first(resultsOf(log(selected(), started, check, failing, finished('passed'), end)))[0], 'error')
  })

  it('take the last attempt, and say that there were several', () => {
    const retried: EventContent = { type: 'scenario-finished', scenario: SCENARIO, outcome: 'failed', durationMs: 1, retried: true }
    const results = resultsOf(log(selected(), started, retried, { ...started, attempt: 1 } as EventContent, check, finished('passed'), end))
    assert.deepEqual([results.scenarios[0]?.outcome, results.scenarios[0]?.attempts, results.scenarios[0]?.checks.length, results.run.complete], ['passed', 2, 1, true])
  })

  it('say why a run is incomplete', () => {
    assert.deepEqual(resultsOf(log(end)).run.incomplete, [])
    assert.match(resultsOf(log()).run.incomplete[0] ?? '', /ends before the run did/)
    assert.match(resultsOf(log({ type: 'run-finished', ended: 'interrupted', reason: 'Somebody pressed Ctrl-C.' })).run.incomplete[0] ?? '', /Ctrl-C/)
    const waiting = resultsOf(log(selected(), end))
    assert.deepEqual([...first(waiting), waiting.run.complete], ['skipped', 'The run ended before its turn.', false])
    const running = resultsOf(log(selected(), started, check, end))
    assert.deepEqual([...first(running), running.run.complete], ['error', 'The run ended while it was running.', false])
  })

  it('do not lose an event about a scenario that nobody selected', () => {
    const { run, scenarios } = resultsOf(log(started, check, finished('passed'), end))
    assert.equal(scenarios.length, 1)
    assert.match(run.problems[0] ?? '', /never selected/)
  })

  it('are sealed as they are when the run was interrupted', (t) => {
    const dir = temporaryFolder(t)
    writePack(dir, undefined, { ended: false })
    assert.equal(sealPack(dir, newKey()).results.run.complete, false)
  })
})
