import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Outcome } from '../../config/outcome.ts'
import { ProblemsError } from '../../config/problem.ts'
import { decide } from '../../reports/gate/decide.ts'
import type { Decision } from '../../reports/gate/decide.ts'
import { explain } from '../../reports/gate/explain.ts'
import { loadPolicy, policyNames } from '../../reports/gate/policy.ts'
import type { Policy, Waiver } from '../../reports/gate/policy.ts'
import type { Results } from '../../reports/pack/results.ts'
import type { Verification } from '../../reports/pack/verify.ts'
import { PLANS, sealedPack, temporaryFolder, writePack } from './fixture.ts'

const NOW = new Date('2026-01-15T12:00:00Z')
const VALID: Pick<Verification, 'status' | 'findings'> = { status: 'valid', findings: [] }

interface Row {
  id?: string
  outcome: Outcome
  level?: 'MUST' | 'SHOULD' | 'MAY'
  /** Outcome of its one scenario; none without. */
  scenario?: Outcome
}

function results(rows: Row[], run: Partial<Results['run']> = {}): Results {
  const named = rows.map((row, i) => ({ id: `R${i}`, level: 'MUST' as const, ...row }))
  const scenarios = named.flatMap(({ id, scenario }) =>
    scenario === undefined ? [] : [{ id: `s-${id}`, file: 'f', line: 1, feature: 'F', name: `scenario of ${id}`, tags: [], requirements: [id], outcome: scenario, durationMs: 1, attempts: 1, checks: [] }],
  )
  return {
    version: 1,
    run: { id: 'r', seed: 1, profile: 'p', startedAt: '2026-01-15T11:00:00Z', complete: true, incomplete: [], problems: [], ...run },
    candidate: { name: 'C', version: '1', drivers: [], capabilities: [] },
    catalogue: 'c'.repeat(64),
    totals: { requirements: {}, scenarios: {}, checks: {}, byArea: {}, byStandard: {}, byLevel: {} },
    requirements: named.map(({ id, level, outcome, scenario }) => ({ id, level, outcome, title: id, statement: '', standard: 'S', area: 'a', verification: 'automated-api', basis: 'inferred', scenarios: scenario === undefined ? [] : [`s-${id}`] })),
    scenarios,
  }
}

const ran = (outcome: Outcome, rest: Partial<Row> = {}): Row => ({ outcome, scenario: outcome, ...rest })
const policy = (rest: Partial<Policy> = {}): Policy => ({ ...loadPolicy('default'), ...rest })
const waiver = (requirement: string, expires = '2026-12-31'): Waiver => ({ requirement, expires, reason: 'agreed with the programme', owner: 'Product owner' })
const notMet = (decision: Decision): string[] => decision.rules.filter(({ ok }) => !ok).map(({ name }) => name)

describe('the headline', () => {
  const headline = (rows: Row[]) => decide(results(rows), policy(), { now: NOW, verification: VALID }).headline

  it('says what the policy lets pass without anybody having looked', () => {
    assert.equal(headline([ran('passed')]), 'The run meets the policy.')
    assert.equal(headline([ran('passed'), { outcome: 'untested' }, { outcome: 'untested' }, { outcome: 'review' }]), 'The run meets the policy. Of its 4 MUST requirements, 2 are untested and 1 is waiting for a review, which it allows.')
    assert.equal(headline([ran('failed'), { outcome: 'untested' }]), 'The run does not meet the policy.')
  })
})

describe('the gate', () => {
  const table: { name: string; rows: Row[]; policy?: Policy; run?: Partial<Results['run']>; decision: Decision['decision']; not?: string[] }[] = [
    { name: 'all passed', rows: [ran('passed')], decision: 'meets', not: [] },
    { name: 'a failed MUST', rows: [ran('passed'), ran('failed')], decision: 'does-not-meet', not: ['failed'] },
    { name: 'a failed SHOULD, where the policy speaks of MUST', rows: [ran('passed'), ran('failed', { level: 'SHOULD' })], decision: 'meets' },
    { name: 'a failed SHOULD, where the policy speaks of it', rows: [ran('passed'), ran('failed', { level: 'SHOULD' })], policy: policy({ levels: ['MUST', 'SHOULD'] }), decision: 'does-not-meet', not: ['failed'] },
    { name: 'an error', rows: [ran('passed'), ran('error')], decision: 'does-not-meet', not: ['errors'] },
    { name: 'an error for a MAY: the harness did not work', rows: [ran('passed'), ran('error', { level: 'MAY' })], decision: 'does-not-meet', not: ['errors'] },
    { name: 'a problem outside the scenarios', rows: [ran('passed')], run: { problems: ['a hook broke'] }, decision: 'does-not-meet', not: ['errors'] },
    { name: 'a skipped MUST', rows: [ran('passed'), ran('skipped')], decision: 'does-not-meet', not: ['skipped'] },
    { name: 'an omitted MUST', rows: [ran('passed'), ran('omitted')], decision: 'meets' },
    { name: 'an untested MUST is counted only', rows: [ran('passed'), { outcome: 'untested' }], decision: 'meets' },
    { name: 'an untested MUST under strict', rows: [ran('passed'), { outcome: 'untested' }], policy: loadPolicy('strict'), decision: 'does-not-meet', not: ['untested'] },
    { name: 'a MUST for review under strict', rows: [ran('passed'), { outcome: 'review' }], policy: loadPolicy('strict'), decision: 'meets' },
    { name: 'too many attested under strict', rows: [ran('passed'), ran('passed'), ran('passed'), { outcome: 'attested' }], policy: loadPolicy('strict'), decision: 'does-not-meet', not: ['attested'] },
    { name: 'a fifth attested under strict', rows: [ran('passed'), ran('passed'), ran('passed'), ran('passed'), { outcome: 'attested' }], policy: loadPolicy('strict'), decision: 'meets' },
    { name: 'a share of untested', rows: [ran('passed'), { outcome: 'untested' }], policy: policy({ rules: { untested: { maxShare: 0.4 } } }), decision: 'does-not-meet', not: ['untested'] },
    { name: 'fewer scenarios than asked for', rows: [ran('passed')], policy: policy({ rules: { scenarios: { min: 2 } } }), decision: 'does-not-meet', not: ['scenarios'] },
    { name: 'no scenario at all', rows: [{ outcome: 'untested' }], decision: 'nothing-run', not: ['scenarios'] },
    { name: 'nothing in scope', rows: [], decision: 'nothing-run', not: ['scenarios'] },
    { name: 'only skipped and omitted', rows: [ran('omitted')], decision: 'nothing-run', not: ['scenarios'] },
    { name: 'scenarios only for what the policy does not speak of', rows: [{ outcome: 'untested' }, ran('passed', { level: 'MAY' })], decision: 'nothing-run', not: ['scenarios'] },
    { name: 'an incomplete run', rows: [ran('passed')], run: { complete: false, incomplete: ['killed'] }, decision: 'incomplete', not: ['whole'] },
    { name: 'an incomplete run with failures', rows: [ran('failed')], run: { complete: false, incomplete: ['killed'] }, decision: 'incomplete', not: ['whole', 'failed'] },
    { name: 'a waived failure', rows: [ran('passed'), ran('failed', { id: 'W' })], policy: policy({ waivers: [waiver('W')] }), decision: 'meets' },
    { name: 'a waiver on its last day', rows: [ran('passed'), ran('failed', { id: 'W' })], policy: policy({ waivers: [waiver('W', '2026-01-15')] }), decision: 'meets' },
    { name: 'an expired waiver', rows: [ran('passed'), ran('failed', { id: 'W' })], policy: policy({ waivers: [waiver('W', '2026-01-14')] }), decision: 'does-not-meet', not: ['failed'] },
    { name: 'a waiver of an error', rows: [ran('passed'), ran('error', { id: 'W' })], policy: policy({ waivers: [waiver('W')] }), decision: 'does-not-meet', not: ['errors'] },
    { name: 'a waived untested MUST under strict', rows: [ran('passed'), { id: 'W', outcome: 'untested' }], policy: { ...loadPolicy('strict'), waivers: [waiver('W')] }, decision: 'meets' },
  ]
  for (const { name, rows, policy: given = policy(), run, decision, not } of table) {
    it(`${name}: ${decision}`, () => {
      const decided = decide(results(rows, run), given, { now: NOW, verification: VALID })
      assert.equal(decided.decision, decision)
      const broken = decision === 'does-not-meet' && not?.includes('errors')
      assert.equal(decided.exitCode, broken ? 2 : { meets: 0, 'does-not-meet': 1, 'nothing-run': 3, incomplete: 3 }[decision])
      if (not !== undefined) assert.deepEqual(notMet(decided), not)
    })
  }

  it('never opens for a pack that is not valid', () => {
    const findings = [{ place: 'results.json', what: 'was changed after sealing' }]
    const by = (status: 'touched' | 'unsealed' | 'unreadable'): [string, number] => {
      const { decision, exitCode } = decide(results([ran('passed')]), policy(), { now: NOW, verification: { status, findings } })
      return [decision, exitCode]
    }
    assert.deepEqual(by('touched'), ['does-not-meet', 1])
    assert.deepEqual(by('unreadable'), ['does-not-meet', 1])
    assert.deepEqual(by('unsealed'), ['incomplete', 3])
  })

  it('says of each waiver what became of it', () => {
    const rows = [ran('failed', { id: 'A' }), ran('failed', { id: 'B' }), ran('passed', { id: 'C' }), ran('error', { id: 'D' })]
    const waivers = [waiver('A'), waiver('B', '2025-01-01'), waiver('C'), waiver('D'), waiver('E')]
    const decided = decide(results(rows), policy({ waivers }), { now: NOW, verification: VALID })
    assert.deepEqual(decided.waivers.map(({ state }) => state), ['active', 'expired', 'stale', 'powerless', 'unmatched'])
  })

  it('explains each rule with what it rests on', () => {
    const found = results([ran('passed'), ran('failed', { id: 'TIF-PDS-01' })])
    const text = explain(decide(found, policy({ waivers: [waiver('R0')] }), { now: NOW, verification: VALID }), found)
    assert.match(text, /does not meet the policy/)
    assert.match(text, /NOT MET {2}MUST requirements that the candidate failed: 1 \(at most 0\)\n\s+TIF-PDS-01/)
    assert.match(text, /R0 {2}is no longer needed/)
  })

  it('does not let a candidate write to the terminal', () => {
    const found = results([ran('error')])
    const [scenario] = found.scenarios
    if (scenario !== undefined) scenario.reason = '\u001b[2J\u001b]0;owned\u0007'
    const text = explain(decide(found, policy(), { now: NOW, verification: VALID }), found)
    assert.ok(!text.includes('\u001b') && text.includes('⟨U+001B⟩'))
  })
})

describe('a policy', () => {
  const load = (t: { after: (fn: () => void) => void }, yaml: string): { problems: readonly { code: string; place: string; what: string }[] } => {
    const file = join(temporaryFolder(t), 'policy.yaml')
    writeFileSync(file, yaml)
    try {
      loadPolicy(file)
      return { problems: [] }
    } catch (error) {
      if (error instanceof ProblemsError) return error
      throw error
    }
  }

  it('comes in two kinds that are well formed', () => {
    assert.deepEqual(policyNames(), ['default', 'strict'])
    for (const name of policyNames()) assert.equal(loadPolicy(name).name, name)
  })

  it('that is wrong is refused with everything that is wrong, each with its line', (t) => {
    const { problems } = load(
      t,
      ['name: Bad Name', 'title: x', 'levels: [MUST, WOULD]', 'rules:', '  failed: { max: -1 }', '  fialed: { max: 0 }', 'waivers:', '  - requirement: A', '    reason: because', '    expires: 2026-02-31', ''].join('\n'),
    )
    const places = problems.map(({ place }) => Number(place.split(':').at(-1)))
    for (const line of [1, 3, 5, 6, 9, 10]) assert.ok(places.includes(line), `line ${line} of ${JSON.stringify(problems, null, 1)}`)
    assert.ok(problems.some(({ what }) => /owner/.test(what)))
    assert.ok(problems.every(({ code }) => code === 'ASSAY_POLICY_INVALID'))
  })

  it('that is no YAML, or not there, is named', (t) => {
    assert.equal(load(t, 'rules: [').problems[0]?.code, 'ASSAY_POLICY_INVALID')
    assert.throws(() => loadPolicy('nowhere'), (error) => error instanceof ProblemsError && error.problems[0]?.code === 'ASSAY_POLICY_UNKNOWN')
  })

  it('may leave out what it does not need', (t) => {
    assert.deepEqual(load(t, 'name: small\ntitle: Small\nrules: { failed: { max: 0 } }\n').problems, [])
  })
})

describe('assay gate', () => {
  const gate = (...args: string[]): { code: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/assay.ts', 'gate', ...args], { encoding: 'utf8' })
    return { code: status, out: stdout, err: stderr }
  }

  it('exits 0, 1, 2 or 3, and prints one JSON document', (t) => {
    const root = temporaryFolder(t)
    const good = PLANS.filter(({ outcome }) => outcome === 'passed')
    sealedPack(join(root, 'good'), good)
    sealedPack(join(root, 'bad'))
    writePack(join(root, 'killed'), good, { ended: false })
    assert.equal(gate(join(root, 'good')).code, 0)
    const bad = gate(join(root, 'bad'), '--json')
    assert.deepEqual([bad.code, JSON.parse(bad.out).decision], [1, 'does-not-meet'])
    assert.match(gate(join(root, 'bad')).out, /TIF-PDS-01 {2}Optimistic locking/)
    assert.deepEqual([gate(join(root, 'killed')).code, gate(root).code, gate(join(root, 'good'), '--policy', 'nope').code], [3, 2, 2])
    const forged = join(root, 'bad/results.json')
    writeFileSync(forged, readFileSync(forged, 'utf8').replaceAll('failed', 'passed'))
    const touched = gate(join(root, 'bad'))
    assert.equal(touched.code, 1)
    assert.match(touched.out, /NOT MET {2}The pack is as it was sealed: touched/)
    rmSync(join(root, 'good/statement.dsse.json'))
    assert.equal(gate(join(root, 'good')).code, 3)
  })
})
