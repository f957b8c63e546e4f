import assert from 'node:assert/strict'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openPack } from '../../reports/pack/open.ts'
import { readEvents } from '../../reports/pack/read-events.ts'
import { assay, startAssay } from './support/assay.ts'
import { startExternalCandidate } from './support/external-candidate.ts'
import { lasting } from './support/lasting.ts'

/** A handful of scenarios, of which one waits for seconds: there is time to cut the run short. */
const SELECTION = ['--tags', '@service:ods and @negative and not @ui', '--workers', '1', '--format', 'markdown']

interface Context {
  after(fn: () => void): void
}

function temporaryFolder(context: Context): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-resume-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** How many scenarios the log of a pack says have finished. */
const finishedIn = (pack: string): number => (existsSync(join(pack, 'events.ndjson')) ? readFileSync(join(pack, 'events.ndjson'), 'utf8').split('\n').filter((line) => line.includes('"type":"scenario-finished"')).length : 0)

/** A run that is cut short after its first scenario, by a signal. */
async function cutShort(pack: string, signal: NodeJS.Signals, more: string[] = [], env: Record<string, string> = {}): Promise<void> {
  const run = startAssay(['run', ...SELECTION, ...more, '--out', pack], env)
  while (finishedIn(pack) === 0) await Promise.race([pause(20), run.ended.then(({ err }) => assert.fail(err))])
  run.process.kill(signal)
  await run.ended
}

test('a run that is killed, its last line torn, and resumed comes to what the undisturbed run does', async (context) => {
  const folder = temporaryFolder(context)
  const [pack, undisturbed] = [join(folder, 'pack'), join(folder, 'undisturbed')]
  await cutShort(pack, 'SIGKILL')
  const before = finishedIn(pack)
  appendFileSync(join(pack, 'events.ndjson'), '{"seq":99999,"prev":"')
  assert.equal((await assay(['gate', pack])).code, 3)

  const other = await assay(['run', '--resume', pack, '--seed', '7'])
  assert.equal(other.code, 2)
  assert.match(other.err, /ASSAY_RESUME_DIFFERENT.*option --seed/)

  const resumed = await assay(['run', '--resume', pack, '--format', 'markdown', '--json'])
  assert.equal(resumed.code, 0, resumed.err + resumed.out)
  const verified = await assay(['verify', pack])
  assert.equal(verified.code, 0, verified.out)

  const whole = await assay(['run', ...SELECTION, '--out', undisturbed])
  assert.equal(whole.code, 0, whole.err)
  assert.deepEqual(lasting(pack), lasting(undisturbed))

  const { run } = openPack(pack)
  assert.equal(run.resumptions.length, 1)
  assert.equal(finishedIn(pack), run.scenarios.length, 'nothing that had finished was run again')
  assert.ok(before >= 1 && before < run.scenarios.length)

  const again = await assay(['run', '--resume', pack])
  assert.equal(again.code, 2)
  assert.match(again.err, /ASSAY_RESUME_IMPOSSIBLE.*\n.*\n.*a run that came to its end/)
})

test('a run that was interrupted in good order is resumed, and keeps the seal of what there was', async (context) => {
  const pack = join(temporaryFolder(context), 'pack')
  await cutShort(pack, 'SIGINT')
  const seal = readFileSync(join(pack, 'statement.dsse.json'))
  const resumed = await assay(['run', '--resume', pack, '--format', 'markdown'])
  assert.equal(resumed.code, 0, resumed.err)
  assert.equal((await assay(['verify', pack])).code, 0)
  const kept = [...readEvents(join(pack, 'events.ndjson'))].find((event) => event.type === 'attachment' && event.name === 'interrupted/1/statement.dsse.json')
  assert.ok(kept?.type === 'attachment' && 'blob' in kept.body)
  assert.deepEqual(openPack(pack).blob(kept.body.blob), seal)
})

test('a run against a real candidate is resumed against the same one only, with patients that it does not have yet', async (context) => {
  const candidate = await startExternalCandidate(context)
  const pack = join(candidate.folder, 'pack')
  const named = ['--candidate', candidate.candidateFile]
  await cutShort(pack, 'SIGKILL', named, candidate.env)

  const without = await assay(['run', '--resume', pack], candidate.env)
  assert.equal(without.code, 2)
  assert.match(without.err, /ASSAY_RESUME_DIFFERENT.*the candidate is not what it began with/)

  const resumed = await assay(['run', '--resume', pack, ...named, '--format', 'markdown'], candidate.env)
  assert.equal(resumed.code, 0, resumed.err + resumed.out)
  assert.equal((await assay(['verify', pack])).code, 0)
  const { results, run } = openPack(pack)
  assert.deepEqual(results.scenarios.filter(({ outcome }) => outcome !== 'passed'), [])
  const again = run.resumptions[0]?.again ?? []
  assert.ok(again.length <= 1, 'one worker runs one scenario at a time')
  for (const id of again) {
    const lines = readFileSync(join(pack, 'events.ndjson'), 'utf8').split('\n')
    const resumedAt = lines.findIndex((line) => line.includes('"type":"run-resumed"'))
    const patients = (of: string[]) => new Set(of.filter((line) => line.includes(`"scenario":"${id}"`)).flatMap((line) => line.match(/\b999\d{7}\b/g) ?? []))
    const after = patients(lines.slice(resumedAt))
    assert.deepEqual([...patients(lines.slice(0, resumedAt))].filter((number) => after.has(number)), [])
  }
})
