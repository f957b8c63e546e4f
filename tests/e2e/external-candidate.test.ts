import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { assay } from './support/assay.ts'
import { startExternalCandidate } from './support/external-candidate.ts'
import { outcomesOf } from './support/outcomes.ts'

test('a system that Assay has not started is assured in one shared environment, by two workers, and again', async (context) => {
  const candidate = await startExternalCandidate(context)
  for (const [pack, more] of [['first', ['--workers', '2']], ['second', ['--shard', '1/5']]] as const) {
    const out = join(candidate.folder, pack)
    const { code, err, out: stdout } = await assay(['run', '--candidate', candidate.candidateFile, '--tags', '@req:TIF-PDS-01 and not @ui', ...more, '--out', out, '--format', 'markdown', '--json'], candidate.env)
    assert.equal(code, 0, err + stdout)
    const outcomes = outcomesOf(out)
    assert.ok(outcomes.length > 0)
    assert.deepEqual(outcomes.filter(({ outcome }) => outcome !== 'passed'), [])
  }
})

test('what a system that lives on has passed it passes again: nothing is asked of it that an earlier run has used up', async (context) => {
  const candidate = await startExternalCandidate(context, { byMessage: true })
  const file = candidate.describe('more.yaml', (yaml) => Object.assign(yaml, { interfaces: ['scr-hl7'], capabilities: ['C4', 'C5', 'C11', 'C13', 'C14', 'C15'] }))
  // Numbers of interchanges and UBRNs, days and quarters that are over, the times of today, tokens of before.
  const tags = '(@req:NH03 or @service:terminology or @req:E00226 or (@service:ers and @capability:C11)) and not @ui'
  for (const pack of ['first', 'second']) {
    const out = join(candidate.folder, pack)
    const { code, err, out: stdout } = await assay(['run', '--candidate', file, '--profile', 'full', '--tags', tags, '--workers', '2', '--out', out, '--format', 'markdown', '--json'], candidate.env)
    assert.equal(code, 0, err + stdout)
    const outcomes = outcomesOf(out)
    assert.ok(outcomes.length > 30)
    assert.deepEqual(outcomes.filter(({ outcome }) => outcome !== 'passed' && outcome !== 'omitted'), [])
  }
})
