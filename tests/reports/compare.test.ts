import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { OUTCOMES } from '../../config/outcome.ts'
import { comparisonPage } from '../../reports/formats/comparison/html.ts'
import { comparisonText } from '../../reports/formats/comparison/text.ts'
import { compareResults, directionOf } from '../../reports/pack/compare.ts'
import type { Comparison } from '../../reports/pack/compare.ts'
import { openPack } from '../../reports/pack/open.ts'
import { PLANS, REQUIREMENTS, sealedPack, temporaryFolder, writePack } from './fixture.ts'
import type { ScenarioPlan } from './fixture.ts'

const SEALS = { old: 'sha256:a', new: 'sha256:b' }
const [CONFLICT = assert.fail(), UNCHANGED = assert.fail(), SLOW = assert.fail(), BANNER = assert.fail(), NAME = assert.fail()] = PLANS

const assay = (...args: string[]) => spawnSync(process.execPath, ['cli/assay.ts', ...args], { encoding: 'utf8' })

interface Context {
  after: (fn: () => void) => void
}

/** Packs of two runs, and what differs. */
function compared(context: Context, before: ScenarioPlan[], after: ScenarioPlan[], requirements = { before: REQUIREMENTS, after: REQUIREMENTS }): { old: string; now: string; comparison: Comparison } {
  const dir = temporaryFolder(context)
  const [old, now] = [join(dir, 'old'), join(dir, 'new')]
  sealedPack(old, before, { requirements: requirements.before })
  sealedPack(now, after, { requirements: requirements.after })
  return { old, now, comparison: compareResults(openPack(old).results, openPack(now).results) }
}

const mended: ScenarioPlan = { name: CONFLICT.name, requirements: CONFLICT.requirements, outcome: 'passed', steps: CONFLICT.steps!.map(({ outcome: _outcome, ...step }) => step) }
const brief = ({ requirements, scenarios }: Comparison) => [...requirements, ...scenarios].map(({ change, id, before, after, ...rest }) => `${change} ${'name' in rest ? rest.name : id} ${before ?? '-'}>${after ?? '-'}`)

describe('the way an outcome went', () => {
  it('is better only when something is shown that was not', () => {
    const ways = OUTCOMES.flatMap((before) => OUTCOMES.filter((after) => directionOf(before, after) === 'better').map((after) => `${before}>${after}`))
    assert.deepEqual(ways.filter((way) => !way.endsWith('>passed')), ['error>attested', 'skipped>attested', 'omitted>attested', 'review>attested', 'waived>attested', 'untested>attested'])
    assert.equal(ways.filter((way) => way.endsWith('>passed')).length, OUTCOMES.length - 1)
  })

  it('is worse whenever a pass is lost or a failure or an error is new', () => {
    for (const after of OUTCOMES) assert.equal(directionOf('passed', after), after === 'passed' ? 'same' : 'worse')
    for (const before of OUTCOMES) assert.equal(directionOf(before, 'failed'), before === 'failed' ? 'same' : 'worse')
    assert.equal(directionOf('skipped', 'error'), 'worse')
  })

  it('does not take a failure that is no longer seen for one that was mended', () => {
    for (const after of ['error', 'skipped', 'omitted', 'untested', 'review', 'waived', 'attested'] as const) assert.equal(directionOf('failed', after), 'changed')
  })
})

describe('comparing two runs', () => {
  it('leaves out times, ids and the order in which scenarios ran', (context) => {
    const { comparison } = compared(context, PLANS, PLANS.map((plan) => ({ ...plan, ...(plan.exchanges && { exchanges: plan.exchanges.map((exchange) => ({ ...exchange, durationMs: 999, startedAt: '2026-01-01T00:00:00Z' })) }) })))
    assert.deepEqual(brief(comparison), [])
    assert.deepEqual(comparison.unlike, [])
    assert.match(comparisonText(comparison), /^Nothing changed\./)
    assert.equal(comparison.totals.scenarios.same, PLANS.length)
    assert.equal(comparison.totals.requirements.same, REQUIREMENTS.length)
  })

  it('says what got better and worse, what appeared and vanished, requirements first', (context) => {
    const broken: ScenarioPlan = { ...UNCHANGED, outcome: 'error', reason: 'the hub did not answer' }
    const { comparison } = compared(context, [CONFLICT, SLOW, BANNER], [mended, { ...SLOW, outcome: 'failed', findings: [{ what: 'sent twice' }] }, broken, NAME])
    assert.deepEqual(brief(comparison), [
      'worse TIF-PDS-04 passed>failed',
      'worse C13E1 passed>untested',
      'changed TIF-PDS-01 failed>error',
      'changed C13E2 untested>skipped',
      `worse ${SLOW.name} passed>failed`,
      `vanished ${BANNER.name} passed>-`,
      `better ${CONFLICT.name} failed>passed`,
      `appeared ${NAME.name} ->skipped`,
      `appeared ${UNCHANGED.name} ->error`,
    ])
    assert.equal(comparison.totals.regressions, 4)
    assert.deepEqual(comparison.totals.scenarios, { worse: 1, vanished: 1, changed: 0, better: 1, appeared: 2, same: 0 })
    assert.match(comparisonText(comparison), /Worse: requirements\n {2}passed -> failed.*TIF-PDS-04/)
  })

  it('tells a failure for other reasons from the same failure', (context) => {
    const { comparison } = compared(context, [CONFLICT], [{ ...CONFLICT, findings: [], steps: [...CONFLICT.steps!.slice(0, 3), { keyword: 'Then', text: 'the practice is told', outcome: 'failed' }] }])
    const [change] = comparison.scenarios
    assert.equal(change?.change, 'changed')
    assert.equal(change.regression, false)
    assert.ok(change.newlyNotPassed.length + change.noLongerNotPassed.length > 0)
  })

  it('says in what the runs themselves are unlike', (context) => {
    const dir = temporaryFolder(context)
    sealedPack(join(dir, 'whole'))
    writePack(join(dir, 'killed'), PLANS, { ended: false })
    const { unlike } = compareResults(openPack(join(dir, 'whole')).results, openPack(join(dir, 'killed')).results)
    assert.deepEqual(unlike, [{ what: 'whole', old: 'yes', new: 'no' }])
  })

  it('escapes what a candidate or a feature says, and lets no script run', (context) => {
    const evil = '<img src=x onerror=alert(1)>"\u202e'
    const { comparison } = compared(context, [], [{ ...CONFLICT, name: evil, requirements: ['TIF-PDS-01', evil], findings: [{ what: evil }] }])
    const page = comparisonPage(comparison, SEALS)
    assert.doesNotMatch(page, /<img|<script|\u202e/)
    assert.match(page, /&lt;img src=x onerror=alert\(1\)&gt;&quot;⟨U\+202E⟩/)
    assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"/)
    assert.doesNotMatch(comparisonText(comparison), /\u202e/)
  })
})

describe('assay compare', () => {
  it('exits with 1 for a regression only when asked to', (context) => {
    const { old, now } = compared(context, [mended], [CONFLICT])
    assert.equal(assay('compare', old, now).status, 0)
    const { status, stdout } = assay('compare', old, now, '--fail-on-regression', '--json')
    assert.equal(status, 1)
    assert.equal((JSON.parse(stdout) as Comparison).totals.regressions, 2)
    assert.equal(assay('compare', now, old, '--fail-on-regression').status, 0)
  })

  it('writes a page with its styles', (context) => {
    const { old, now } = compared(context, [mended], [CONFLICT])
    const out = join(temporaryFolder(context), 'page')
    mkdirSync(out)
    assert.equal(assay('compare', old, now, '--html', out).status, 0)
    const page = readFileSync(join(out, 'index.html'), 'utf8')
    assert.match(page, /Something got worse/)
    for (const [, href = ''] of page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)) assert.ok(readFileSync(join(out, href)).length > 0)
  })

  it('compares nothing with a pack that was touched', (context) => {
    const { old, now } = compared(context, PLANS, PLANS)
    appendFileSync(join(old, 'results.json'), ' ')
    const { status, stderr, stdout } = assay('compare', old, now)
    assert.equal(status, 1)
    assert.match(stderr, /touched.*results\.json was changed/)
    assert.equal(stdout, '')
  })

  it('exits with 3 for an incomplete pack, and with 2 for none', (context) => {
    const dir = temporaryFolder(context)
    sealedPack(join(dir, 'whole'))
    writePack(join(dir, 'killed'), PLANS, { ended: false })
    assert.equal(assay('compare', join(dir, 'whole'), join(dir, 'killed')).status, 3)
    assert.equal(assay('compare', join(dir, 'whole'), join(dir, 'nowhere')).status, 2)
    assert.equal(assay('compare', join(dir, 'whole')).status, 2)
  })
})
