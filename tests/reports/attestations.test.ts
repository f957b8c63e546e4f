import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, it } from 'node:test'
import { stringify } from 'yaml'
import { ProblemsError } from '../../config/problem.ts'
import { printView } from '../../reports/formats/pdf/print-view.ts'
import { loadAttestations } from '../../reports/gate/attestation-file.ts'
import { decide } from '../../reports/gate/decide.ts'
import type { Decision } from '../../reports/gate/decide.ts'
import { explain } from '../../reports/gate/explain.ts'
import { loadPolicy } from '../../reports/gate/policy.ts'
import type { Policy } from '../../reports/gate/policy.ts'
import { openPack } from '../../reports/pack/open.ts'
import { sha256 } from '../../reports/pack/sha256.ts'
import { CANDIDATE, PLANS, sealedPack, temporaryFolder } from './fixture.ts'
import type { ScenarioPlan } from './fixture.ts'
import { browserOr } from './browser-or.ts'
import { HOSTILE, render } from './hostile.ts'
import { SECRETS, decisionOnPeople } from './people.ts'

interface Context {
  after: (fn: () => void) => void
}

const NOW = new Date('2026-01-15T12:00:00Z')
const GOOD = PLANS.filter(({ outcome }) => outcome === 'passed')
const LOG = 'Hazard log of the candidate'
const WORD = { requirement: 'SAF-07', by: 'A. Reviewer', role: 'Clinical safety officer', date: '2026-01-01', expires: '2026-12-31' }
const attestation = { ...WORD, statement: 'I read the hazard log and it is kept.', evidence: { file: 'log.txt', sha256: sha256(Buffer.from(LOG)) } as object }
const waiver = { ...WORD, requirement: 'TIF-PDS-01', role: 'Programme director', reason: 'The supplier mends it in June.', risk: 'An address may be overwritten.' }
const POLICY: Policy = {
  ...loadPolicy('default'),
  rules: { failed: { max: 0 }, review: { max: 0 } },
  accepts: { attestations: { roles: ['clinical safety officer'], maxAgeDays: 30 }, waivers: { roles: ['Programme director'] } },
}

function judge(context: Context, file: object, { policy = POLICY, plans = GOOD }: { policy?: Policy; plans?: ScenarioPlan[] } = {}): { decision: Decision; text: string } {
  const dir = temporaryFolder(context)
  sealedPack(join(dir, 'pack'), plans)
  writeFileSync(join(dir, 'log.txt'), LOG)
  writeFileSync(join(dir, 'attestations.yaml'), stringify({ candidate: { name: CANDIDATE.name }, ...file }))
  const { results, verification } = openPack(join(dir, 'pack'))
  const decision = decide(results, policy, { now: NOW, verification, attestations: loadAttestations(join(dir, 'attestations.yaml')) })
  return { decision, text: explain(decision, results) }
}

describe('an attestation', () => {
  it('lets a requirement pass that waits for a person, and is shown with who, when and on what', (context) => {
    const { decision, text } = judge(context, { attestations: [attestation] })
    assert.deepEqual([decision.exitCode, decision.attestations[0]?.state, decision.attestations[0]?.outcome], [0, 'counts', 'review'])
    assert.match(decision.headline, /1 is resting on a person's word/)
    assert.match(text, /SAF-07 {2}counts\. I read the hazard log and it is kept\. \(A\. Reviewer, Clinical safety officer, 2026-01-01, until 2026-12-31; log\.txt, SHA-256 [0-9a-f]{64}\)/)
  })

  it('is counted by the rule for what rests on a person', (context) => {
    const { decision } = judge(context, { attestations: [attestation] }, { policy: { ...POLICY, rules: { attested: { max: 0 } } } })
    assert.deepEqual(decision.rules.filter(({ ok }) => !ok).map(({ name, because }) => [name, because]), [['attested', ['SAF-07']]])
  })

  const refused: { name: string; file: object; policy?: Policy; state: string; why: RegExp }[] = [
    { name: 'that has expired', file: { attestations: [{ ...attestation, expires: '2026-01-14' }] }, state: 'expired', why: /2026-01-14/ },
    { name: 'that is older than the policy allows', file: { attestations: [{ ...attestation, date: '2025-12-15' }] }, state: 'refused', why: /31 days old, and the policy accepts 30/ },
    { name: 'from the future', file: { attestations: [{ ...attestation, date: '2026-01-16' }] }, state: 'mismatched', why: /still to come/ },
    { name: 'from another role', file: { attestations: [{ ...attestation, role: 'Sales' }] }, state: 'refused', why: /from a Sales/ },
    { name: 'for another level', file: { attestations: [attestation] }, policy: { ...POLICY, accepts: { attestations: { roles: [WORD.role], levels: ['SHOULD'] } } }, state: 'refused', why: /for SHOULD only/ },
    { name: 'under a policy that accepts none', file: { attestations: [attestation] }, policy: { ...loadPolicy('default'), rules: POLICY.rules }, state: 'refused', why: /accepts no attestations/ },
    { name: 'of an unknown requirement', file: { attestations: [{ ...attestation, requirement: 'SAF-99' }] }, state: 'unknown', why: /did not have in its scope/ },
    { name: 'of another candidate', file: { candidate: { name: 'Other GP' }, attestations: [attestation] }, state: 'mismatched', why: /speaks of Other GP/ },
    { name: 'of another version', file: { candidate: { name: CANDIDATE.name, version: '4.1.0' }, attestations: [attestation] }, state: 'mismatched', why: /4\.1\.0/ },
    { name: 'whose file has changed', file: { attestations: [{ ...attestation, evidence: { file: 'log.txt', sha256: 'a'.repeat(64) } }] }, state: 'mismatched', why: /another SHA-256/ },
    { name: 'whose file is gone', file: { attestations: [{ ...attestation, evidence: { file: 'gone.txt', sha256: 'a'.repeat(64) } }] }, state: 'mismatched', why: /is not there/ },
    { name: 'whose file lies elsewhere', file: { attestations: [{ ...attestation, evidence: { file: '../../etc/passwd', sha256: 'a'.repeat(64) } }] }, state: 'mismatched', why: /does not lie below/ },
  ]
  for (const { name, file, policy = POLICY, state, why } of refused) {
    it(`${name} is named and does not count`, (context) => {
      const { decision, text } = judge(context, file, { policy })
      assert.equal(decision.attestations[0]?.state, state)
      assert.match(text, why)
      assert.deepEqual(decision.rules.filter(({ ok }) => !ok).map(({ name: rule }) => rule), ['review'])
    })
  }

  it('stands in for no scenario, and against none', (context) => {
    const [first = assert.fail()] = PLANS
    const about = (requirement: string) => judge(context, { attestations: [{ ...attestation, requirement }] }, { plans: [{ ...first, requirements: ['SAF-07'] }] }).decision
    const untested = about('TIF-PDS-01')
    assert.deepEqual([untested.attestations[0]?.state, untested.attestations[0]?.outcome], ['mismatched', 'untested'])
    const failed = about('SAF-07')
    assert.deepEqual([failed.attestations[0]?.state, failed.attestations[0]?.outcome, failed.exitCode], ['mismatched', 'failed', 1])
  })
})

describe('a waiver of a file', () => {
  it('lets the gate pass with a failure, which is shown as waived and stays a failure', (context) => {
    const { decision, text } = judge(context, { attestations: [attestation], waivers: [waiver] }, { plans: PLANS })
    assert.deepEqual([decision.exitCode, decision.waivers[0]?.state, decision.waivers[0]?.outcome], [0, 'active', 'failed'])
    assert.match(decision.headline, /1 is waived/)
    assert.match(text, /TIF-PDS-01 {2}counts\. .*\(A\. Reviewer, Programme director, until 2026-12-31\) Risk accepted: An address may be overwritten\./)
  })

  it('does not count from another role, when expired, nor where the policy accepts none', (context) => {
    const state = (given: object, policy = POLICY) => {
      const { decision } = judge(context, { attestations: [attestation], waivers: [{ ...waiver, ...given }] }, { plans: PLANS, policy })
      assert.equal(decision.exitCode, 1)
      return decision.waivers[0]?.state
    }
    assert.equal(state({ role: 'Sales' }), 'refused')
    assert.equal(state({ expires: '2026-01-14' }), 'expired')
    assert.equal(state({ requirement: 'TIF-99' }), 'unmatched')
    assert.equal(state({}, { ...POLICY, accepts: { attestations: { roles: [WORD.role] } } }), 'refused')
  })
})

describe('a file of attestations', () => {
  const problems = (context: Context, text: string) => {
    const path = join(temporaryFolder(context), 'attestations.yaml')
    writeFileSync(path, text)
    try {
      loadAttestations(path)
    } catch (error) {
      if (error instanceof ProblemsError) return error.problems
      throw error
    }
    return assert.fail('nothing was found wrong')
  }

  it('is refused with everything that is wrong with it, each with its line', (context) => {
    const found = problems(
      context,
      ['candidate: { nmae: x }', 'attestations:', '  - requirement: A', '    by: B', '    role: C', '    date: 2026-02-31', '    statement: short', '    evidence: { link: "javascript:alert(1)" }', '    expires: soon', ''].join('\n'),
    )
    const lines = found.map(({ place }) => Number(place.split(':').at(-1)))
    for (const line of [1, 6, 7, 8, 9]) assert.ok(lines.includes(line), `line ${line} of ${JSON.stringify(found, null, 1)}`)
    assert.ok(found.every(({ code }) => code === 'ASSAY_ATTESTATIONS_INVALID'))
  })

  it('that grows by aliases, is no YAML, or no file is refused', (context) => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`)].join('\n')
    assert.match(problems(context, bomb)[0]?.what ?? '', /alias/i)
    assert.equal(problems(context, 'attestations: [')[0]?.code, 'ASSAY_ATTESTATIONS_INVALID')
    assert.throws(() => loadAttestations(temporaryFolder(context)), (error) => error instanceof ProblemsError && error.problems[0]?.code === 'ASSAY_ATTESTATIONS_UNREADABLE')
  })

  it('opens nothing outside its folder, not by a link either', (context) => {
    const root = temporaryFolder(context)
    mkdirSync(join(root, 'in'))
    writeFileSync(join(root, 'log.txt'), LOG)
    symlinkSync(join(root, 'log.txt'), join(root, 'in/log.txt'))
    symlinkSync(root, join(root, 'in/up'))
    const fault = (file: string) => {
      writeFileSync(join(root, 'in/a.yaml'), stringify({ candidate: { name: 'x' }, attestations: [{ ...attestation, evidence: { file, sha256: sha256(Buffer.from(LOG)) } }] }))
      return loadAttestations(join(root, 'in/a.yaml')).attestations[0]?.evidenceFault ?? ''
    }
    assert.match(fault('log.txt'), /no regular file/)
    assert.match(fault('up/log.txt'), /no regular file below/)
    assert.match(fault(join(root, 'log.txt')), /does not lie below/)
  })
})

describe("people's word", () => {
  it('is told with who, in which role, when, on what and why, in HTML, PDF and Markdown, without what never enters a pack', async (context) => {
    const root = temporaryFolder(context)
    sealedPack(join(root, 'pack'), undefined, { environment: { sharedHub: { services: 'a'.repeat(64), authority: 'b'.repeat(64) } } })
    const pack = openPack(join(root, 'pack'))
    const read = async (name: string, decision: Decision): Promise<string> => readFileSync(await render(pack, name, join(root, name), decision), 'utf8')
    const shown = async (decision: Decision): Promise<[name: string, text: string][]> => [['html', await read('html', decision)], ['markdown', (await read('markdown', decision)).replaceAll('\\', '')], ['pdf', printView(pack, decision)]]
    for (const [name, text] of await shown(decisionOnPeople(pack))) {
      const words = ['A. Reviewer', 'Clinical safety officer', '2026-01-01', '2026-12-31', 'I read the hazard log and it is kept.', `log.txt, SHA-256 ${'e'.repeat(64)}`, 'does not accept attestations from a Sales', 'B. Director, Programme director', 'The supplier mends it in June.', 'Risk accepted: An address may be overwritten.', 'Head of product', '2026-09-30']
      for (const word of words) assert.ok(text.includes(word), `${name}: ${word}`)
    }
    const browser = await browserOr((why) => context.diagnostic(why))
    if (browser !== undefined) {
      const page = await browser.newPage({ viewport: { width: 768, height: 1024 } })
      await page.goto(pathToFileURL(join(root, 'html/index.html')).href)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      await browser.close()
      assert.ok(wide <= 0, `the front page is ${wide} px too wide`)
    }
    for (const [name, text] of await shown(decisionOnPeople(pack, ` ${SECRETS.join(' ')}`))) for (const secret of SECRETS) assert.ok(!text.includes(secret), `${name}: ${secret}`)
  })
})

describe('assay gate and report, with attestations', () => {
  it('show them in text, in JSON and in the report, and write nothing into the pack', async (context) => {
    const root = temporaryFolder(context)
    const pack = join(root, 'pack')
    sealedPack(pack, GOOD)
    const before = readdirSync(pack)
    writeFileSync(join(root, 'a.yaml'), stringify({ candidate: { name: CANDIDATE.name }, attestations: [{ ...attestation, date: '2025-01-01', expires: '2999-12-31', statement: HOSTILE, evidence: { link: 'https://example.org/log' } }] }))
    writeFileSync(join(root, 'p.yaml'), stringify({ name: 'p', title: 'P', rules: { review: { max: 0 } }, accepts: { attestations: { roles: [WORD.role] } } }))
    const gate = (...args: string[]) => spawnSync(process.execPath, ['cli/assay.ts', 'gate', pack, '--policy', join(root, 'p.yaml'), ...args], { encoding: 'utf8' })
    const filed = ['--attestations', join(root, 'a.yaml')]
    assert.equal(gate().status, 1)
    const text = gate(...filed)
    assert.deepEqual([text.status, text.stdout.includes('\u001b')], [0, false])
    assert.equal((JSON.parse(gate(...filed, '--json').stdout) as Decision).attestations[0]?.state, 'counts')
    assert.equal(gate('--attestations', join(root, 'nowhere')).status, 2)
    assert.deepEqual(readdirSync(pack), before)
    const opened = openPack(pack)
    const decision = decide(opened.results, loadPolicy(join(root, 'p.yaml')), { now: NOW, verification: opened.verification, attestations: loadAttestations(join(root, 'a.yaml')) })
    const html = readFileSync(await render(opened, 'html', join(root, 'report'), decision), 'utf8')
    assert.match(html, /Attestations<\/caption>[\s\S]*SAF-07[\s\S]*Counts/)
    assert.ok(!html.includes('<script>window.owned'))
    assert.match(readFileSync(join(root, 'report/requirements/SAF-07.html'), 'utf8'), /Attested[\s\S]*<strong>Attestation<\/strong> of A\. Reviewer/)
  })
})
