import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import type { PackEvent } from '../../reports/pack/events.ts'
import { openPack } from '../../reports/pack/open.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { readEvents } from '../../reports/pack/read-events.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import { recordCucumber } from '../../reports/pack/from-cucumber.ts'
import { createPack } from '../../reports/pack/write.ts'
import { CANDIDATE, REQUIREMENTS, newKey, picture, temporaryFolder } from './fixture.ts'

const FEATURE = `@capability:C13
Feature: Outcomes

  Background:
    Given a world

  @req:TIF-PDS-01
  Scenario: All is well
    Then a check passes

  @req:TIF-PDS-01
  Scenario: A check fails and the scenario goes on
    Then a check fails
    And a check passes

  @req:TIF-PDS-01
  Scenario: The candidate is at fault
    When the candidate misbehaves
    Then a check passes

  @req:TIF-PDS-01
  Scenario: The harness breaks
    When the harness breaks
    Then a check passes

  @req:TIF-PDS-01
  Scenario: Nothing is checked
    When nothing much happens

  @req:TIF-PDS-01
  Scenario: A sentence without a step
    Then nobody knows this sentence
    And a check passes

  @req:TIF-PDS-01
  Scenario: Skipped with a reason
    When it cannot be run
    Then a check passes

  @req:TIF-PDS-01
  Scenario: Omitted with a reason
    When it does not apply
    Then a check passes

  @req:TIF-PDS-01
  Scenario: Skipped without a reason
    When it is skipped silently
    Then a check passes

  @req:TIF-PDS-01
  Scenario: Omitted after a failure
    Then a check fails
    When it does not apply

  @req:TIF-PDS-01 @broken-hook
  Scenario: A hook breaks
    Then a check passes

  @req:TIF-PDS-01
  Scenario: A verb that is not offered
    When the candidate lacks the verb
    Then a check passes

  @req:TIF-PDS-01 @tells-again
  Scenario: A hook that tells again what checks found
    Then a check fails

  @req:TIF-PDS-01 @tells-again
  Scenario: A hook that tells of checks that left no evidence
    Then a check passes

  @req:TIF-PDS-01
  Scenario: Evidence that cannot be read
    Then a check passes
    And the evidence is garbled

  @req:TIF-PDS-01
  Scenario: A passed check with findings
    Then a check says passed and has findings

  @req:TIF-PDS-04
  Scenario: Traffic and a picture
    Given a table
      | line           | postcode |
      | 3 Harbour View | LS2 9JT  |
    Then a check looks at traffic

  Rule: Examples
    @req:C13E1
    Scenario Outline: Rows
      Then a check passes for "<name>"
      Examples:
        | name |
        | Ann  |
        | Bob  |
`

const STEPS = `
import { After, Before, Given, Then, When } from '@cucumber/cucumber'
const CHECK = 'application/vnd.assay.check+json'
const EXCHANGE = 'application/vnd.assay.exchange+json'
const OMISSION = 'application/vnd.assay.omission+json'
class CandidateFault extends Error { name = 'CandidateFault' }
class VerbNotOffered extends Error { name = 'VerbNotOffered' }
class ChecksFailed extends Error { name = 'ChecksFailed' }
const json = (world, value, type) => world.attach(JSON.stringify(value), type)
const pass = (world, name = 'it is so') => json(world, { name, outcome: 'passed', findings: [], exchanges: [] }, CHECK)

Before(function () {})
After({ tags: '@broken-hook' }, function () { throw new Error('could not clean up') })
Given('a world', function () {})
Given('a table', function (table) { this.log('rows: ' + table.rows().length) })
After({ tags: '@tells-again' }, function () { throw new ChecksFailed('the address is kept') })
When('the candidate lacks the verb', function () { json(this, { outcome: 'skipped', reason: 'does not offer "prescribe"' }, OMISSION); throw new VerbNotOffered('prescribe') })
When('nothing much happens', function () {})
Then('a check passes', function () { pass(this) })
Then('a check passes for {string}', function () { pass(this) })
Then('a check fails', function () { json(this, { name: 'the address is kept', outcome: 'failed', findings: [{ what: 'it was overwritten', expected: 2, seen: { a: 1 }, extra: 'unknown' }], exchanges: [] }, CHECK) })
Then('a check says passed and has findings', function () { json(this, { name: 'n', outcome: 'passed', findings: [{ what: 'w' }], exchanges: [] }, CHECK) })
When('the candidate misbehaves', function () { throw new CandidateFault('it answered 500') })
When('the harness breaks', function () { throw new Error('hub is gone') })
When('it cannot be run', function () { json(this, { outcome: 'skipped', reason: 'no verb for it' }, OMISSION); return 'skipped' })
When('it does not apply', function () { json(this, { outcome: 'omitted', reason: 'C13 is not claimed' }, OMISSION); return 'skipped' })
When('it is skipped silently', function () { return 'skipped' })
Then('the evidence is garbled', function () { this.attach('{"name":', CHECK) })
Then('a check looks at traffic', function () {
  const exchange = { id: 'x-1', direction: 'candidate-to-service', service: 'pds', operation: 'getPatient', startedAt: '2025-03-03T09:00:00.000Z', durationMs: 3.5,
    request: { method: 'GET', url: 'https://hub/Patient/9990000018', headers: { authorization: 'Bearer top-secret' } },
    response: { status: 200, headers: { etag: 'W/"2"' }, body: '{"access_token":"top-secret"}' }, violations: [], surplus: true }
  json(this, exchange, EXCHANGE)
  json(this, exchange, EXCHANGE)
  json(this, { name: 'looked', outcome: 'passed', findings: [], exchanges: ['x-1'] }, CHECK)
  this.attach(Buffer.from(process.env.ASSAY_TEST_PICTURE, 'base64'), 'image/png')
})
`

describe('recording cucumber', () => {
  const dir = temporaryFolder({ after })
  let pack: Pack
  let events: PackEvent[]
  let recorded: { selected: number; outcomes: number }

  before(async () => {
    mkdirSync(join(dir, 'features'))
    writeFileSync(join(dir, 'features/outcomes.feature'), FEATURE)
    writeFileSync(join(dir, 'steps.mjs'), STEPS.replace("'@cucumber/cucumber'", JSON.stringify(import.meta.resolve('@cucumber/cucumber'))))
    process.env['ASSAY_TEST_PICTURE'] = picture(8, 8).toString('base64')
    const quiet = new Writable({ write: (_chunk, _encoding, done) => done() })
    const environment = { cwd: dir, stdout: quiet, stderr: quiet }
    const { runConfiguration } = await loadConfiguration({ file: false, provided: { paths: ['features/*.feature'], import: ['steps.mjs'], format: ['summary'] } }, environment)
    const writer = createPack(join(dir, 'pack'), { runId: 'r', seed: 1, profile: 'p', candidate: CANDIDATE, catalogue: 'c'.repeat(64), environment: {} })
    for (const requirement of REQUIREMENTS) writer.append({ type: 'requirement', requirement })
    const recorder = recordCucumber(writer)
    await runCucumber(runConfiguration, environment, recorder.onMessage)
    writer.append({ type: 'run-finished', ended: 'completed' })
    writer.close()
    recorded = { selected: recorder.selected, outcomes: recorder.outcomes.length }
    events = [...readEvents(join(dir, 'pack/events.ndjson'))]
    sealPack(join(dir, 'pack'), newKey())
    pack = openPack(join(dir, 'pack'))
  })

  const outcomes: [scenario: string, outcome: string, reason?: RegExp][] = [
    ['All is well', 'passed'],
    ['A check fails and the scenario goes on', 'failed', /the address is kept: it was overwritten/],
    ['The candidate is at fault', 'failed', /CandidateFault: it answered 500/],
    ['The harness breaks', 'error', /hub is gone/],
    ['Nothing is checked', 'error', /No check ran/],
    ['A sentence without a step', 'error', /No step definition matches/],
    ['Skipped with a reason', 'skipped', /no verb for it/],
    ['Omitted with a reason', 'omitted', /C13 is not claimed/],
    ['Skipped without a reason', 'skipped', /without saying why/],
    ['Omitted after a failure', 'failed', /it was overwritten/],
    ['A hook breaks', 'error', /could not clean up/],
    ['A verb that is not offered', 'skipped', /does not offer "prescribe"/],
    ['A hook that tells again what checks found', 'failed', /^the address is kept: it was overwritten$/],
    ['A hook that tells of checks that left no evidence', 'failed'],
    ['Evidence that cannot be read', 'error'],
    ['A passed check with findings', 'failed'],
    ['Traffic and a picture', 'passed'],
  ]
  for (const [name, outcome, reason] of outcomes) {
    it(`${name}: ${outcome}`, () => {
      const scenario = pack.results.scenarios.find((candidate) => candidate.name === name)
      assert.equal(scenario?.outcome, outcome)
      if (reason === undefined) return
      assert.match(scenario?.reason ?? '', reason)
    })
  }

  it('makes a pack that is valid, complete, and has every scenario', () => {
    assert.equal(pack.verification.status, 'valid')
    assert.deepEqual(pack.results.run.incomplete, [])
    assert.equal(pack.results.scenarios.length, 19)
    assert.deepEqual(recorded, { selected: 19, outcomes: 19 })
  })

  it('names scenarios so that they are found again, rows of an outline by their values', () => {
    const rows = pack.results.scenarios.filter(({ requirements }) => requirements.includes('C13E1'))
    assert.deepEqual(rows.map(({ name, rule }) => [name, rule]), [['Rows (Ann)', 'Examples'], ['Rows (Bob)', 'Examples']])
    assert.notEqual(rows[0]?.id, rows[1]?.id)
    assert.equal(new Set(pack.results.scenarios.map(({ id }) => id)).size, 19)
  })

  it('keeps steps with keyword, table and log, and hooks only when they have something to say', () => {
    const traffic = pack.run.scenarios.find(({ name }) => name === 'Traffic and a picture')
    assert.deepEqual(traffic?.steps.map(({ facts }) => facts?.keyword), ['Given', 'Given', 'Then'])
    const table = traffic?.steps[1]
    assert.deepEqual(table?.facts?.table, [['line', 'postcode'], ['3 Harbour View', 'LS2 9JT']])
    assert.deepEqual(table?.logs, ['rows: 1'])
    const hook = pack.run.scenarios.find(({ name }) => name === 'A hook breaks')?.steps.at(-1)
    assert.deepEqual([hook?.facts?.keyword, hook?.facts?.outcome], ['After', 'error'])
  })

  it('ties traffic to its step, once, without secrets, and pictures as they are', () => {
    const step = pack.run.scenarios.find(({ name }) => name === 'Traffic and a picture')?.steps.at(-1)
    assert.equal(step?.exchanges.length, 1)
    const [exchange] = step?.exchanges ?? []
    assert.equal(exchange?.request.headers['authorization'], 'Bearer [redacted:token]')
    assert.equal(exchange?.response?.body === undefined ? '' : pack.text(exchange.response.body), '{"access_token":"[redacted:token]"}')
    const body = step?.attachments[0]?.body
    assert.deepEqual(body !== undefined && 'blob' in body ? pack.blob(body.blob) : undefined, picture(8, 8))
    assert.ok(!JSON.stringify(events).includes('top-secret'))
  })

  it('makes text of what a step attached as something else', () => {
    const check = pack.results.scenarios.find(({ name }) => name.startsWith('A check fails'))?.checks[0]
    assert.deepEqual(check?.findings, [{ what: 'it was overwritten', expected: '2', seen: '{"a":1}' }])
  })
})
