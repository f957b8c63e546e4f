import assert from 'node:assert/strict'
import { appendFileSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { ProblemsError } from '../../config/problem.ts'
import { openPack } from '../../reports/pack/open.ts'
import { readResumable, resumePack } from '../../reports/pack/resumable.ts'
import { scenarioId } from '../../reports/pack/scenario-id.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import { verifyPack } from '../../reports/pack/verify.ts'
import type { EventContent } from '../../reports/pack/events.ts'
import { CANDIDATE, PLANS, newKey, temporaryFolder, writePack } from './fixture.ts'

interface Context {
  after: (fn: () => void) => void
}

const ENVIRONMENT = {
  assay: '0.1.0', node: '24.0.0', seed: 42, profile: 'tif-core', candidate: CANDIDATE, configuration: {},
  workers: 1, order: 'defined', embedded: true, selection: {}, features: 'f'.repeat(64), harness: 'a'.repeat(64),
}
const [FIRST = assert.fail(), SECOND = assert.fail()] = PLANS
const idOf = (name: string, file = 'features/national-services/pds-update.feature') => scenarioId(file, name)

/** A pack cut short in the middle of its second scenario, after its first check. */
function cutPack(context: Context): string {
  const dir = join(temporaryFolder(context), 'pack')
  writePack(dir, PLANS.slice(0, 3), { ended: false, environment: ENVIRONMENT, runId: 'r-1' })
  const log = join(dir, 'events.ndjson')
  const lines = readFileSync(log, 'utf8').split('\n')
  const finished = lines.findIndex((line) => line.includes('"scenario-finished"') && line.includes(idOf(SECOND.name)))
  truncateSync(log, Buffer.byteLength(lines.slice(0, finished - 1).join('\n')) + 1)
  return dir
}

/** What the process that goes on writes: the scenarios that are left, from the beginning. */
function goOn(dir: string): void {
  const writer = resumePack(readResumable(dir), 2)
  const all = join(dir, '..', 'all')
  writePack(all, PLANS.slice(0, 3), { environment: ENVIRONMENT, runId: 'r-1' })
  const finished = readResumable(dir).finished
  for (const line of readFileSync(join(all, 'events.ndjson'), 'utf8').split('\n').filter(Boolean)) {
    const { seq: _seq, prev: _prev, at: _at, ...event } = JSON.parse(line) as { seq: number; prev: string; at: string } & EventContent
    if (event.type === 'run-started' || event.type === 'requirement' || event.type === 'scenario-selected') continue
    if ('scenario' in event && finished.has(event.scenario ?? '')) continue
    writer.append(event)
  }
  writer.close()
  // Its blobs are the same, by their names.
  for (const name of readdirSync(join(all, 'blobs'))) writeFileSync(join(dir, 'blobs', name), readFileSync(join(all, 'blobs', name)))
}

const refusal = (dir: string): string => {
  try {
    readResumable(dir)
  } catch (error) {
    if (error instanceof ProblemsError) return error.message
    throw error
  }
  return assert.fail('it was accepted')
}

describe('a run that was cut short', () => {
  it('knows what had finished and what had only begun', (context) => {
    const { finished, cut } = readResumable(cutPack(context))
    assert.deepEqual([...finished], [idOf(FIRST.name)])
    assert.deepEqual([...cut], [idOf(SECOND.name)])
  })

  for (const torn of ['{"seq":12,"prev":"', '{', '"']) {
    it(`loses a torn last line (${torn}) and no other`, (context) => {
      const dir = cutPack(context)
      const whole = readFileSync(join(dir, 'events.ndjson'), 'utf8')
      appendFileSync(join(dir, 'events.ndjson'), torn)
      resumePack(readResumable(dir), 2).close()
      const now = readFileSync(join(dir, 'events.ndjson'), 'utf8')
      assert.ok(now.startsWith(whole))
      assert.match(now.slice(whole.length), /^\{[^\n]*"type":"run-resumed","remaining":2\}\n$/)
    })
  }

  it('adds up to what the undisturbed run does, and is valid, once the rest was run', (context) => {
    const dir = cutPack(context)
    goOn(dir)
    const { results } = sealPack(dir, newKey())
    assert.deepEqual(verifyPack(dir).findings, [])
    const undisturbed = openPack(join(dir, '..', 'all')).results
    const timeless = ({ run: { startedAt: _from, finishedAt: _to, ...run }, ...rest }: typeof results) => ({ run, ...rest })
    assert.deepEqual(timeless(results), timeless(undisturbed))
  })

  it('says in its history when it was gone on with, and what was begun anew', (context) => {
    const dir = cutPack(context)
    goOn(dir)
    assert.deepEqual(openPack(dir).run.resumptions.map(({ again }) => again), [[idOf(SECOND.name)]])
  })

  it('is incomplete once more when it is cut short once more', (context) => {
    const dir = cutPack(context)
    resumePack(readResumable(dir), 2).close()
    assert.equal(openPack(dir).results.run.complete, false)
    assert.deepEqual(openPack(dir).results.scenarios.map(({ outcome }) => outcome), ['failed', 'skipped', 'skipped'])
  })

  it('loses its seal, which is kept as evidence, when it was interrupted in good order', (context) => {
    const dir = cutPack(context)
    sealPack(dir, newKey())
    const seal = readFileSync(join(dir, 'statement.dsse.json'))
    resumePack(readResumable(dir), 2).close()
    assert.equal(verifyPack(dir).status, 'unsealed')
    assert.ok(readdirSync(join(dir, 'blobs')).some((name) => readFileSync(join(dir, 'blobs', name)).equals(seal)))
  })
})

describe('a run that cannot be gone on with', () => {
  it('came to its end', (context) => {
    const dir = join(temporaryFolder(context), 'pack')
    writePack(dir, PLANS, { environment: ENVIRONMENT })
    sealPack(dir, newKey())
    assert.match(refusal(dir), /ASSAY_RESUME_IMPOSSIBLE.*\n.*\n.*a run that came to its end/)
  })

  it('has a line that was changed, another environment, or a blob that is lost or torn', (context) => {
    const changed = cutPack(context)
    const log = join(changed, 'events.ndjson')
    writeFileSync(log, readFileSync(log, 'utf8').replace('"outcome":"failed"', '"outcome":"passed"'))
    assert.match(refusal(changed), /does not follow from line/)
    const other = cutPack(context)
    writeFileSync(join(other, 'environment.json'), JSON.stringify({ ...ENVIRONMENT, order: 'random:1' }))
    assert.match(refusal(other), /environment\.json is not the one/)
    const lost = cutPack(context)
    const [blob = assert.fail()] = readdirSync(join(lost, 'blobs'))
    writeFileSync(join(lost, 'blobs', blob), '')
    assert.match(refusal(lost), /is not what its name says/)
    rmSync(join(lost, 'blobs', blob))
    assert.match(refusal(lost), new RegExp(`blobs/${blob} is not there`))
  })

  it('was touched after it had been sealed', (context) => {
    const dir = cutPack(context)
    sealPack(dir, newKey())
    appendFileSync(join(dir, 'results.json'), ' ')
    assert.match(refusal(dir), /results\.json was changed after sealing/)
  })

  it('names a folder elsewhere as its run', (context) => {
    const dir = join(temporaryFolder(context), 'pack')
    writePack(dir, PLANS, { environment: ENVIRONMENT, ended: false, runId: '../../elsewhere' })
    assert.match(refusal(dir), /a run id that no run has/)
  })
})
