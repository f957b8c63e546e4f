import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { assay } from './support/assay.ts'
import { lasting } from './support/lasting.ts'

const SELECTION = ['--tags', '@service:ods and @negative and not @ui', '--format', 'markdown', '--workers', '1']

test('three shards of a selection, divided by the durations of an earlier run and merged, are what the undivided run is', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-shards-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const run = async (name: string, ...args: string[]) => {
    const pack = join(folder, name)
    const { code, err } = await assay(['run', ...SELECTION, ...args, '--out', pack])
    assert.equal(code, 0, err)
    return pack
  }
  const whole = await run('whole')
  const shards: string[] = []
  for (const index of [1, 2, 3]) shards.push(await run(String(index), '--shard', `${index}/3`, '--durations', whole))

  const merged = join(folder, 'merged')
  const merge = await assay(['merge', ...shards, '--out', merged, '--json'])
  assert.equal(merge.code, 0, merge.out + merge.err)
  assert.deepEqual(lasting(merged), lasting(whole))
  const verified = await assay(['verify', merged])
  assert.equal(verified.code, 0, verified.out)
  assert.match(verified.out, /^VALID/)
  assert.equal((await assay(['gate', merged])).code, 0)
  const compared = await assay(['compare', whole, merged])
  assert.match(compared.out, /^Nothing changed\./)

  const without = await assay(['merge', ...shards.slice(1), '--out', join(folder, 'other')])
  assert.equal(without.code, 2)
  assert.match(without.err, /no pack of 1\/3/)
})
