import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openPack } from '../../reports/pack/open.ts'
import { assay, startAssay, type Started } from './support/assay.ts'

/** Enough scenarios that a run of them is under way for seconds. */
const LONG = ['run', '--tags', '@service:pds and not @ui', '--workers', '1', '--format', 'markdown']

interface Context {
  after(fn: () => void): void
}

/** A run whose scenarios have begun, where its pack is, and where its candidate listens. */
async function runUnderWay(context: Context): Promise<{ run: Started; pack: string; candidate: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-cut-short-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const pack = join(folder, 'pack')
  const run = startAssay([...LONG, '--out', pack])
  context.after(() => void run.process.kill('SIGKILL'))
  const [, port] = await run.tells(/^Candidate .* at https:\/\/127\.0\.0\.1:(\d+)$/m)
  while (!hasBegun(pack)) await pause(50)
  return { run, pack, candidate: Number(port) }
}

/** A scenario has left something. */
const hasBegun = (pack: string): boolean => {
  try {
    return openPack(pack).run.scenarios.some(({ outcome }) => outcome !== undefined)
  } catch {
    // Not there yet.
    return false
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

async function assertGone(port: number): Promise<void> {
  for (let waited = 0; await listens(port); waited += 50) {
    assert.ok(waited < 5000, 'the candidate still listens')
    await pause(50)
  }
}

/** What is left can be read, and never passes for a whole run. */
async function assertIncomplete(pack: string): Promise<void> {
  const gate = await assay(['gate', pack, '--json'])
  assert.equal(gate.code, 3, gate.out + gate.err)
  assert.match(gate.out, /incomplete|interrupted|not (finished|complete)/i)
}

test('Ctrl-C leaves a readable pack that says it is incomplete, and no candidate', async (context) => {
  const { run, pack, candidate } = await runUnderWay(context)
  run.process.kill('SIGINT')
  const { code, err } = await run.ended
  assert.equal(code, 3, err)
  assert.match(err, /Interrupted/)
  await assertGone(candidate)
  await assertIncomplete(pack)
})

test('a run that is killed leaves a readable pack that says it is incomplete, and no candidate', async (context) => {
  const { run, pack, candidate } = await runUnderWay(context)
  run.process.kill('SIGKILL')
  assert.equal((await run.ended).signal, 'SIGKILL')
  await assertGone(candidate)
  await assertIncomplete(pack)
  const report = await assay(['report', pack, '--format', 'markdown'])
  assert.equal(report.code, 0, report.err)
  assert.ok(readdirSync(join(pack, 'report')).length > 0)
})
