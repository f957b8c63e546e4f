import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import test, { suite } from 'node:test'
import { temporaryFolder } from '../config/temporary-folder.ts'

const ROOT = resolve(import.meta.dirname, '../..')

function assay(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, ['cli/assay.ts', 'catalogue', ...args], { cwd: ROOT }, (error, out, err) => done({ code: Number(error?.code ?? 0), out, err }))
  })
}

suite('assay catalogue', { concurrency: 2 }, () => {
  test('list shows a standard by its title, a line each requirement', async () => {
    const { code, out } = await assay('list', '--standard', 's56')
    assert.equal(code, 0)
    assert.match(out, /^S56 {2}Personal Demographics Service \(PDS\)$/m)
    assert.match(out, /^ {2}TIF-PDS-01 +MUST +automated-api +supporting-spec +Optimistic locking on update$/m)
    assert.match(out, /^10 requirements$/m)
  })

  test('filters add up; values of one filter are alternatives', async () => {
    const { out } = await assay('list', '--json', '--standard', 'S56', '--standard', 'S35', '--verification', 'document-evidence')
    const { requirements } = JSON.parse(out) as { requirements: { id: string }[] }
    assert.deepEqual(requirements.map(({ id }) => id), ['ERS02', 'PDS01'])
  })

  test('list finds words in statements, and says so when there are none', async () => {
    const found = await assay('list', '--text', 'identical payload', '--verbose')
    assert.match(found.out, /TIF-EPS-14.*\n +If 30 seconds pass/)
    const none = await assay('list', '--text', 'there is no such text')
    assert.deepEqual([none.code, none.out], [0, 'No requirement matches.\n'])
  })

  test('coverage tells which scenarios verify a requirement, and where nothing does', async (context) => {
    const features = temporaryFolder(context, {
      'a.feature': 'Feature: A\n  @req:TIF-PDS-01\n  Scenario: Somebody else was first\n    Given something\n',
    })
    const text = await assay('coverage', '--features', features, '--standard', 'S56')
    assert.equal(text.code, 0, text.err)
    assert.match(text.out, /MUST +automated +attestable +nothing +SHOULD\/MAY/)
    assert.match(text.out, /^all +10 +1 +1 +8 +-$/m)
    assert.match(text.out, /TIF-PDS-01 +MUST +automated .*\n.*a\.feature:3 {2}Somebody else was first/)
    assert.match(text.out, /PDS01 +MUST +document /)
    const json = JSON.parse((await assay('coverage', '--features', features, '--json')).out) as {
      totals: { must: unknown; others: unknown }
      areas: { area: string; must: { total: number } }[]
      requirements: { id: string; state: string; scenarios: { line: number }[] }[]
    }
    assert.deepEqual(json.totals, {
      must: { total: 393, automated: 1, attestable: 56, nothing: 336 },
      others: { total: 80, automated: 0, attestable: 6, nothing: 74 },
    })
    assert.equal(json.areas.reduce((sum, { must }) => sum + must.total, 0), 393)
    assert.equal(json.requirements.find(({ id }) => id === 'TIF-PDS-01')?.scenarios[0]?.line, 3)
  })

  test('takes a profile for a filter', async () => {
    const { out } = await assay('list', '--profile', 'tif-core', '--json', '--standard', 'S56')
    assert.equal((JSON.parse(out) as { requirements: unknown[] }).requirements.length, 9)
  })

  test('tells everything that is wrong, and exits with 2', async (context) => {
    const features = temporaryFolder(context, {
      'a.feature': 'Feature: A\n  @req:NOPE @todo\n  Scenario: One\n    Given something\n  Scenario: Two\n    Given something\n',
    })
    const text = await assay('coverage', '--features', features, '--profile', 'none')
    assert.deepEqual([text.code, text.out], [2, ''])
    for (const code of ['ASSAY_FEATURE_UNKNOWN_REQUIREMENT', 'ASSAY_FEATURE_UNKNOWN_TAG', 'ASSAY_FEATURE_NO_REQUIREMENT', 'ASSAY_PROFILE_UNKNOWN']) assert.match(text.err, new RegExp(code))
    assert.match(text.err, /a\.feature:2/)
    const json = await assay('coverage', '--features', features, '--json')
    assert.equal(json.code, 2)
    assert.equal((JSON.parse(json.out) as { problems: unknown[] }).problems.length, 3)
  })

  for (const args of [['list', '--level', 'SHALL', '--standard', 'S999'], ['list', '--levle', 'MUST'], ['lst'], ['list', 'S56']]) {
    test(`refuses ${args.join(' ')}`, async () => {
      const { code, out, err } = await assay(...args)
      assert.deepEqual([code, out], [2, ''])
      assert.match(err, /ASSAY_OPTION_INVALID/)
    })
  }
})
