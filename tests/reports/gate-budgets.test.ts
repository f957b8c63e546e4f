import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { ExchangeEvidence } from '../../config/evidence.ts'
import type { Outcome } from '../../config/outcome.ts'
import { ProblemsError } from '../../config/problem.ts'
import { budgetRules } from '../../reports/gate/budgets.ts'
import type { Budget } from '../../reports/gate/budgets.ts'
import { decide } from '../../reports/gate/decide.ts'
import type { Decision } from '../../reports/gate/decide.ts'
import { loadPolicy } from '../../reports/gate/policy.ts'
import type { RuleResult } from '../../reports/gate/rules.ts'
import { openPack } from '../../reports/pack/open.ts'
import { sealedPack, temporaryFolder } from './fixture.ts'
import type { ScenarioPlan } from './fixture.ts'
import { render } from './hostile.ts'

interface Context {
  after: (fn: () => void) => void
}

const exchange = (id: string, durationMs: number, rest: Partial<ExchangeEvidence> = {}): ExchangeEvidence => ({
  id, direction: 'harness-to-candidate', service: 'candidate', operation: 'openRecord', startedAt: '2025-03-03T09:00:01Z', durationMs,
  request: { method: 'GET', url: 'https://gp.example/r', headers: {} }, response: { status: 200, headers: {} }, violations: [], ...rest,
})
const scenario = (name: string, exchanges: ExchangeEvidence[], rest: { outcome?: Outcome; tags?: string[] } = {}): ScenarioPlan => ({ name, requirements: ['C13E1'], outcome: 'passed', exchanges, ...rest })
/** 1 to 20 ms, so that the figures are easy to see: median 10, 95th percentile 19. */
const TWENTY = scenario('Twenty times', Array.from({ length: 20 }, (_, i) => exchange(`x-${i}`, i + 1)))
const budget = (rest: Partial<Budget> = {}): Budget => ({ name: 'record', title: 'Opening a record', of: 'exchanges', medianMs: 10, p95Ms: 19, ...rest })

const ruleOf = (asked: Budget, run: Parameters<typeof budgetRules>[1]): RuleResult => budgetRules([asked], run)[0] ?? assert.fail()

function held(context: Context, plans: ScenarioPlan[], asked: Budget) {
  const dir = temporaryFolder(context)
  sealedPack(dir, plans)
  return ruleOf(asked, openPack(dir).run)
}

describe('a performance budget', () => {
  it('is met to the millisecond, and says by which figures', (context) => {
    const rule = held(context, [TWENTY], budget())
    assert.deepEqual([rule.ok, rule.seen, rule.expected], [true, 'median 10 ms, 95th percentile 19 ms, of 20', 'median at most 10 ms, 95th percentile at most 19 ms, of at least 20'])
  })

  it('is not met by a median or a 95th percentile beyond it, and names the slowest', (context) => {
    assert.equal(held(context, [TWENTY], budget({ medianMs: 9 })).ok, false)
    const rule = held(context, [TWENTY], budget({ p95Ms: 18 }))
    assert.equal(rule.ok, false)
    assert.match(rule.because[0] ?? '', /^20 ms {2}openRecord, in Twenty times \(features/)
  })

  it('is not met by too few samples, nor by none, nor without the log', (context) => {
    assert.deepEqual([held(context, [TWENTY], budget({ minSamples: 21 }))].map(({ ok, seen }) => [ok, seen]), [[false, '20, too few to tell']])
    const unseen = held(context, [TWENTY], budget({ operations: ['openRecrod'] }))
    assert.deepEqual([unseen.ok, unseen.seen, unseen.because], [false, '0, too few to tell', ['No exchange of the operation openRecrod was seen.']])
    assert.equal(ruleOf(budget(), undefined).ok, false)
  })

  it('looks at the operations and tags that it names', (context) => {
    const slow = scenario('Slow search', [exchange('s', 900, { operation: 'search' })], { tags: ['@ui'] })
    assert.equal(held(context, [TWENTY, slow], budget({ operations: ['openRecord'] })).seen, 'median 10 ms, 95th percentile 19 ms, of 20')
    assert.equal(held(context, [TWENTY, slow], budget({ withoutTags: ['@ui'] })).seen, 'median 10 ms, 95th percentile 19 ms, of 20')
    assert.equal(held(context, [TWENTY, slow], budget({ tags: ['@ui'], minSamples: 1 })).seen, 'median 900 ms, 95th percentile 900 ms, of 1')
    assert.deepEqual([held(context, [TWENTY], budget({ operations: ['openRecord', 'search'] }))].map(({ ok, because }) => [ok, because[0]]), [[false, 'No exchange of the operation search was seen.']])
  })

  it('leaves out what is not the time of the candidate: calls of services, injected faults, errors', (context) => {
    const others = [
      scenario('A service', [exchange('a', 5000, { direction: 'candidate-to-service', service: 'pds', operation: 'openRecord' })]),
      scenario('A slow service', [exchange('b', 5000), exchange('c', 5000, { direction: 'candidate-to-service', service: 'pds', fault: 'slow' })]),
      scenario('Broken', [exchange('d', 5000)], { outcome: 'error' }),
    ]
    assert.equal(held(context, [TWENTY, ...others], budget()).seen, 'median 10 ms, 95th percentile 19 ms, of 20')
  })

  it('reads each exchange once, however many budgets there are, and none where there is none', (context) => {
    const dir = temporaryFolder(context)
    sealedPack(dir, [TWENTY])
    const { run } = openPack(dir)
    let looks = 0
    for (const step of run.scenarios.flatMap(({ steps }) => steps)) {
      const { exchanges } = step
      Object.defineProperty(step, 'exchanges', { get: () => ((looks += exchanges.length), exchanges) })
    }
    assert.deepEqual([budgetRules([], run).length, looks], [0, 0])
    assert.deepEqual([budgetRules([budget(), budget({ operations: ['openRecord'] }), budget({ of: 'scenarios' })], run).length, looks], [3, 20])
  })

  it('holds scenarios, too', (context) => {
    const rule = held(context, [TWENTY], budget({ of: 'scenarios', medianMs: 86, minSamples: 1 }))
    assert.deepEqual([rule.ok, rule.seen], [false, 'median 87 ms, 95th percentile 87 ms, of 1'])
  })
})

describe('assay gate, with a budget', () => {
  const policyOf = (root: string, line: string): string => {
    const file = join(root, 'policy.yaml')
    writeFileSync(file, `name: p\ntitle: P\nrules: { failed: { max: 0 } }\nbudgets:\n  - ${line}\n`)
    return file
  }

  it('shows it in text, in JSON and on the front of the report', async (context) => {
    const root = temporaryFolder(context)
    const pack = join(root, 'pack')
    sealedPack(pack, [TWENTY])
    const file = policyOf(root, '{ name: record, title: Opening a record, of: exchanges, p95Ms: 5 }')
    const gate = (...args: string[]) => spawnSync(process.execPath, ['cli/assay.ts', 'gate', pack, '--policy', file, ...args], { encoding: 'utf8' })
    const [text, json] = [gate(), gate('--json')]
    assert.deepEqual([text.status, json.status], [1, 1])
    assert.match(text.stdout, /NOT MET {2}Opening a record: how long exchanges with the candidate took: median 10 ms, 95th percentile 19 ms, of 20 \(95th percentile at most 5 ms, of at least 20\)\n {11}20 ms {2}openRecord/)
    assert.equal((JSON.parse(json.stdout) as Decision).rules.find(({ name }) => name === 'budget:record')?.ok, false)
    const { results, verification, run, ...opened } = openPack(pack)
    const decision = decide(results, loadPolicy(file), { now: new Date(), verification, run })
    assert.match(readFileSync(await render({ results, verification, run, ...opened }, 'html', join(root, 'report'), decision), 'utf8'), /95th percentile 19 ms, of 20/)
  })

  it('refuses a budget without a figure, and operations of scenarios', (context) => {
    const root = temporaryFolder(context)
    const refused = (line: string) => assert.throws(() => loadPolicy(policyOf(root, line)), (error) => error instanceof ProblemsError && error.problems.every(({ place }) => place.endsWith(':5')))
    refused('{ name: a, title: A, of: exchanges }')
    refused('{ name: a, title: A, of: scenarios, operations: [search], medianMs: 5 }')
  })
})
