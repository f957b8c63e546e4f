import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { ProblemsError } from '../../config/problem.ts'
import { decide } from '../../reports/gate/decide.ts'
import type { Decision } from '../../reports/gate/decide.ts'
import { explain } from '../../reports/gate/explain.ts'
import { loadPolicy } from '../../reports/gate/policy.ts'
import type { Policy, Section } from '../../reports/gate/policy.ts'
import { openPack } from '../../reports/pack/open.ts'
import { render } from './hostile.ts'
import { PLANS, sealedPack, temporaryFolder } from './fixture.ts'

interface Context {
  after: (fn: () => void) => void
}

const NOW = new Date('2026-01-15T12:00:00Z')
const GOOD = PLANS.filter(({ outcome }) => outcome === 'passed')

function judge(context: Context, sections: Section[], rest: Partial<Policy> = {}, plans = GOOD): { decision: Decision; text: string } {
  const dir = temporaryFolder(context)
  sealedPack(dir, plans)
  const { results, verification } = openPack(dir)
  const decision = decide(results, { ...loadPolicy('default'), sections, ...rest }, { now: NOW, verification })
  return { decision, text: explain(decision, results) }
}

const notMet = ({ rules }: Decision): string[] => rules.filter(({ ok }) => !ok).map(({ name }) => name)
const section = (rest: Partial<Section>): Section => ({ name: 'part', title: 'Part', rules: { failed: { max: 0 } }, ...rest })

describe('a section of a policy', () => {
  it('asks of one area what is not asked of the others, and names what it rests on', (context) => {
    const { decision, text } = judge(context, [section({ name: 'safety', title: 'Clinical safety', areas: ['clinical-safety'], rules: { review: { max: 0 } } })])
    assert.deepEqual([decision.exitCode, notMet(decision)], [1, ['safety/review']])
    assert.match(text, /NOT MET {2}Clinical safety: MUST requirements that wait for a person's judgement: 1 \(at most 0\)\n {11}SAF-07 {2}Hazard log/)
    assert.deepEqual(notMet(judge(context, [section({ areas: ['national-services'], rules: { review: { max: 0 } } })]).decision), [])
  })

  it('asks of one standard, and of areas and standards together', (context) => {
    const failedInS56 = { max: 0 }
    const rules = { failed: failedInS56 }
    const bare: Partial<Policy> = { rules: { scenarios: { min: 1 } } }
    assert.deepEqual(notMet(judge(context, [section({ standards: ['S56'], rules })], bare, PLANS).decision), ['part/failed'])
    assert.deepEqual(notMet(judge(context, [section({ standards: ['C13'], rules })], bare, PLANS).decision), [])
    assert.deepEqual(notMet(judge(context, [section({ areas: ['clinical-safety'], standards: ['S56'], rules })], bare, PLANS).decision), ['part/failed'])
  })

  it('asks of one level that the policy does not speak of', (context) => {
    const asked = [section({ levels: ['MAY'], rules: { skipped: { max: 0 } } })]
    assert.deepEqual(notMet(judge(context, asked, {}, PLANS.filter(({ outcome }) => outcome !== 'failed')).decision), ['part/skipped'])
  })

  it('holds its own minimum counts: many scenarios elsewhere do not make up for none here', (context) => {
    const { decision } = judge(context, [section({ areas: ['clinical-safety'], rules: { scenarios: { min: 1 }, requirements: { min: 1 }, checks: { min: 1 } } })])
    assert.deepEqual(notMet(decision), ['part/scenarios', 'part/requirements', 'part/checks'])
  })

  it('is not met, and says so, where the run has nothing that it speaks of', (context) => {
    const { decision, text } = judge(context, [section({ standards: ['S56', 'S65'] })])
    assert.deepEqual(notMet(decision), ['part/scope'])
    assert.match(text, /The run has no MUST requirement of S65\./)
  })

  it('takes no rule of the policy back', (context) => {
    const { decision } = judge(context, [section({ standards: ['S56'], rules: { failed: {} } })], {}, PLANS)
    assert.deepEqual(notMet(decision), ['failed'])
  })

  it('blames the harness, not the candidate, for an error in it', (context) => {
    const [first = assert.fail()] = GOOD
    const { decision } = judge(context, [section({ standards: ['S56'], rules: { errors: { max: 0 } } })], { rules: { scenarios: { min: 1 } } }, [{ ...first, outcome: 'error', reason: 'a hook broke' }])
    assert.deepEqual([decision.exitCode, notMet(decision)], [2, ['part/errors']])
  })

  it('is refused with everything that is wrong with it', (context) => {
    const file = join(temporaryFolder(context), 'policy.yaml')
    writeFileSync(
      file,
      ['name: p', 'title: P', 'rules: { failed: { max: 0 } }', 'sections:', '  - { name: a, title: A, areas: [clinical-saftey], rules: { fialed: { max: 0 } } }', '  - { name: b, title: B, rules: { failed: {} } }', ''].join('\n'),
    )
    const places = (error: unknown): number[] => (error instanceof ProblemsError ? error.problems.map(({ place }) => Number(place.split(':').at(-1))) : [])
    assert.throws(() => loadPolicy(file), (error) => [5, 6].every((line) => places(error).includes(line)))
    writeFileSync(file, ['name: p', 'title: P', 'rules: { failed: { max: 0 } }', 'sections:', ...['A', 'B'].map((title) => `  - { name: a, title: ${title}, levels: [MUST], rules: { failed: {} } }`), ''].join('\n'))
    assert.throws(() => loadPolicy(file), (error) => places(error).join() === '6')
  })
})

describe('assay gate, with a section', () => {
  it('shows it in text, in JSON and on the front of the report', async (context) => {
    const root = temporaryFolder(context)
    const pack = join(root, 'pack')
    sealedPack(pack, GOOD)
    const file = join(root, 'policy.yaml')
    writeFileSync(file, 'name: release\ntitle: For a release\nrules: { failed: { max: 0 } }\nsections:\n  - { name: safety, title: Clinical safety, areas: [clinical-safety], rules: { review: { max: 0 } } }\n')
    const gate = (...args: string[]) => spawnSync(process.execPath, ['cli/assay.ts', 'gate', pack, '--policy', file, ...args], { encoding: 'utf8' })
    const [text, json] = [gate(), gate('--json')]
    assert.deepEqual([text.status, json.status], [1, 1])
    assert.match(text.stdout, /NOT MET {2}Clinical safety: /)
    const { rules } = JSON.parse(json.stdout) as Decision
    assert.deepEqual(rules.find(({ name }) => name === 'safety/review')?.because, ['SAF-07'])
    const opened = openPack(pack)
    const decision = decide(opened.results, loadPolicy(file), { now: NOW, verification: opened.verification })
    assert.match(readFileSync(await render(opened, 'html', join(root, 'report'), decision), 'utf8'), /Clinical safety: MUST requirements that wait/)
  })
})
