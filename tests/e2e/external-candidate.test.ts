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
