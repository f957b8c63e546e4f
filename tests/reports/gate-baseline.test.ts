import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { decide } from '../../reports/gate/decide.ts'
import type { Decision } from '../../reports/gate/decide.ts'
import { explain } from '../../reports/gate/explain.ts'
import { loadPolicy } from '../../reports/gate/policy.ts'
import type { Policy } from '../../reports/gate/policy.ts'
import type { RuleResult } from '../../reports/gate/rules.ts'
import { openPack } from '../../reports/pack/open.ts'
import { PLANS, REQUIREMENTS, sealedPack, temporaryFolder, writePack } from './fixture.ts'
import type { ScenarioPlan } from './fixture.ts'

interface Context {
  after: (fn: () => void) => void
}

const NOW = new Date('2026-01-15T12:00:00Z')
const [, UNCHANGED = assert.fail(), SLOW = assert.fail(), BANNER = assert.fail()] = PLANS
const GOOD = [UNCHANGED, SLOW, BANNER]
const failing = (plan: ScenarioPlan): ScenarioPlan => ({ ...plan, outcome: 'failed', findings: [{ what: 'not as it was' }] })
const policy = (rules: Policy['rules'] = {}, rest: Partial<Policy> = {}): Policy => ({ ...loadPolicy('default'), rules, ...rest })

interface Packs {
  now: string
  before: string
}

function packs(context: Context, now: ScenarioPlan[], before: ScenarioPlan[], scope = { now: REQUIREMENTS, before: REQUIREMENTS }): Packs {
  const dir = temporaryFolder(context)
  sealedPack(join(dir, 'now'), now, { runId: 'r-now', requirements: scope.now })
  sealedPack(join(dir, 'before'), before, { runId: 'r-before', requirements: scope.before })
  return { now: join(dir, 'now'), before: join(dir, 'before') }
}

function judge({ now, before }: { now: string; before?: string }, asked: Policy = policy()): { decision: Decision; rule: RuleResult | undefined; text: string } {
  const { results, verification } = openPack(now)
  const decision = decide(results, asked, { now: NOW, verification, baseline: before === undefined ? undefined : openPack(before) })
  return { decision, rule: decision.rules.find(({ name }) => name === 'regressions'), text: explain(decision, results) }
}

describe('the gate, with a baseline', () => {
  it('opens when nothing is worse, though something failed before and fails still', (context) => {
    const { decision, rule } = judge(packs(context, PLANS, PLANS))
    assert.deepEqual([rule?.ok, rule?.seen, rule?.expected], [true, '0', 'at most 0'])
    assert.equal(decision.decision, 'meets')
  })

  it('closes for what passed and fails, and names it', (context) => {
    const { decision, rule, text } = judge(packs(context, [UNCHANGED, failing(SLOW), BANNER], GOOD))
    assert.equal(decision.exitCode, 1)
    assert.deepEqual([rule?.ok, rule?.seen], [false, '1'])
    assert.match(text, /NOT MET {2}Requirements and scenarios that are worse than in the baseline: 1 \(at most 0\)\n {11}The national service is slow, then answers/)
  })

  it('closes for what passed and is no longer there', (context) => {
    const { text, rule } = judge(packs(context, [UNCHANGED, SLOW], GOOD))
    assert.equal(rule?.seen, '1')
    assert.match(text, /The banner names the patient \(features\/capabilities\/banner\.feature\): was passed, is no longer there/)
    const scope = { now: REQUIREMENTS.filter(({ id }) => id !== 'C13E1'), before: REQUIREMENTS }
    assert.equal(judge(packs(context, GOOD, GOOD, scope)).rule?.because[0], 'C13E1  Patient banner: was passed, is no longer in the scope')
  })

  it('leaves out levels that the policy does not speak of, and what is waived', (context) => {
    const preferred: ScenarioPlan = { ...BANNER, name: 'A preferred name', requirements: ['C13E2'] }
    assert.equal(judge(packs(context, [...GOOD, failing(preferred)], [...GOOD, preferred])).rule?.seen, '0')
    const waived = { requirement: 'TIF-PDS-04', reason: 'agreed with the programme', owner: 'Product owner', expires: '2026-12-31' }
    assert.equal(judge(packs(context, [UNCHANGED, failing(SLOW), BANNER], GOOD), policy({}, { waivers: [waived] })).rule?.seen, '0')
  })

  it('lets the policy allow some, or only count them', (context) => {
    const worse = packs(context, [UNCHANGED, failing(SLOW), BANNER], GOOD)
    assert.equal(judge(worse, policy({ regressions: { max: 1 } })).rule?.ok, true)
    const { rule } = judge(worse, policy({ regressions: {} }))
    assert.deepEqual([rule?.ok, rule?.seen, rule?.expected], [true, '1', 'any number'])
  })

  it('stays shut when the policy asks for a baseline and there is none, or none to rely on', (context) => {
    const asked = policy({ regressions: { max: 0 } })
    const { now, before } = packs(context, GOOD, GOOD)
    assert.equal(judge({ now }, asked).rule?.seen, 'no baseline')
    assert.equal(judge({ now }, asked).decision.exitCode, 1)
    assert.equal(judge({ now, before: now }, asked).rule?.seen, 'the run itself as its baseline')
    appendFileSync(join(before, 'results.json'), ' ')
    assert.deepEqual(judge({ now, before }, asked).rule?.because, ['baseline: results.json was changed after sealing'])
    const killed = join(temporaryFolder(context), 'killed')
    writePack(killed, GOOD, { ended: false, runId: 'r-killed' })
    assert.equal(judge({ now, before: killed }, asked).rule?.ok, false)
  })

  it('has no such rule when neither policy nor command line asks for it', (context) => {
    assert.equal(judge({ now: packs(context, GOOD, GOOD).now }).rule, undefined)
  })
})

describe('least counts', () => {
  it('close the gate on a run that proves too little', (context) => {
    const { now } = packs(context, GOOD, GOOD)
    const rules = (asked: Policy['rules']) => judge({ now }, policy(asked)).decision.rules.filter(({ name }) => name === 'requirements' || name === 'checks').map(({ name, ok, seen, expected }) => `${name} ${ok} ${seen} ${expected}`)
    assert.deepEqual(rules({ requirements: { min: 3 }, checks: { min: 3 } }), ['requirements true 3 at least 3', 'checks true 3 at least 3'])
    assert.deepEqual(rules({ requirements: { min: 4 }, checks: { min: 4 } }), ['requirements false 3 at least 4', 'checks false 3 at least 4'])
  })
})

describe('assay gate --baseline', () => {
  it('reads such a policy from a file, and exits with 1 for a regression', (context) => {
    const { now, before } = packs(context, [UNCHANGED, failing(SLOW), BANNER], GOOD)
    const file = join(now, '..', 'policy.yaml')
    writeFileSync(file, 'name: release\ntitle: Nothing gets worse\nrules:\n  regressions: { max: 0 }\n  requirements: { min: 2 }\n  checks: { min: 2 }\n')
    const gate = (...args: string[]) => spawnSync(process.execPath, ['cli/assay.ts', 'gate', now, '--policy', file, '--json', ...args], { encoding: 'utf8' })
    const { status, stdout, stderr } = gate('--baseline', before)
    assert.equal(status, 1, stderr)
    assert.deepEqual((JSON.parse(stdout) as Decision).rules.filter(({ ok }) => !ok).map(({ name }) => name), ['regressions'])
    assert.equal(gate().status, 1)
    assert.equal(gate('--baseline', join(now, 'nowhere')).status, 2)
  })
})
