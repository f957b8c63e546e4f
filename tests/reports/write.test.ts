import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { CHAIN_START } from '../../reports/pack/events.ts'
import { LIMITS } from '../../reports/pack/limits.ts'
import { openPack } from '../../reports/pack/open.ts'
import { readEvents } from '../../reports/pack/read-events.ts'
import { resultsOf } from '../../reports/pack/results.ts'
import { sha256 } from '../../reports/pack/sha256.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import { scenarioId } from '../../reports/pack/scenario-id.ts'
import { createPack } from '../../reports/pack/write.ts'
import { CANDIDATE, newKey, picture, temporaryFolder, writePack } from './fixture.ts'

const head = { runId: 'r', seed: 1, profile: 'p', candidate: CANDIDATE, catalogue: 'c'.repeat(64), environment: {} }
const SCENARIO = scenarioId('f', 'n')

describe('writing a pack', () => {
  it('chains each line to the bytes of the one before', (t) => {
    const dir = temporaryFolder(t)
    writePack(dir)
    const lines = readFileSync(join(dir, 'events.ndjson'), 'utf8').trimEnd().split('\n')
    const events = lines.map((line) => JSON.parse(line) as { seq: number; prev: string; type: string; version?: number })
    assert.deepEqual([events[0]?.type, events[0]?.version], ['run-started', 1])
    events.forEach(({ seq, prev }, i) => {
      assert.equal(seq, i + 1)
      assert.equal(prev, i === 0 ? CHAIN_START : sha256(lines[i - 1] ?? ''))
    })
  })

  it('keeps a blob once, under its digest', (t) => {
    const dir = temporaryFolder(t)
    const pack = createPack(dir, head)
    const names = [pack.blob(picture(), 'image/png'), pack.blob(picture(), 'image/png')]
    pack.close()
    assert.equal(names[0], names[1])
    assert.deepEqual(readdirSync(join(dir, 'blobs')), [names[0]])
    assert.equal(sha256(readFileSync(join(dir, 'blobs', names[0] ?? ''))), names[0])
  })

  it('redacts the log, blobs of text, bodies and the environment, and leaves pictures alone', (t) => {
    const dir = temporaryFolder(t)
    const pack = createPack(dir, { ...head, environment: { configuration: { client_secret: 'x', headers: { apikey: 'top-secret' }, note: 'password=top-secret' } } })
    const name = pack.blob(Buffer.from('password=top-secret'), 'text/plain')
    pack.append({ type: 'log', text: 'Bearer top-secret-top-secret' })
    const body = pack.body(`{"access_token":"top-secret"}${' '.repeat(2000)}`)
    pack.close()
    for (const file of ['events.ndjson', 'environment.json', `blobs/${name}`, 'blob' in body ? `blobs/${body.blob}` : '']) {
      const text = readFileSync(join(dir, file), 'utf8')
      assert.ok(!text.includes('top-secret') && (file === 'events.ndjson' || text.includes('[redacted:')), file)
    }
  })

  it('keeps every line within what a reader takes, whatever a candidate sends', (t) => {
    const dir = temporaryFolder(t)
    const pack = createPack(dir, head)
    pack.append({ type: 'log', text: 'x'.repeat(5 * LIMITS.lineBytes) })
    const findings = Array.from({ length: 30 }, () => ({ what: 'w', seen: 'é'.repeat(LIMITS.lineBytes) }))
    pack.append({ type: 'check', scenario: SCENARIO, step: 0, check: { name: 'n', outcome: 'failed', findings, exchanges: [] } })
    const many = Array.from({ length: 200_000 }, () => ({ what: 'w' }))
    pack.append({ type: 'check', scenario: SCENARIO, step: 0, check: { name: 'n', outcome: 'failed', findings: many, exchanges: [] } })
    pack.close()
    const events = [...readEvents(join(dir, 'events.ndjson'))]
    assert.deepEqual(events.map(({ type }) => type), ['run-started', 'log', 'check', 'problem'])
    const log = events[1]
    assert.ok(log?.type === 'log' && /\[cut: \d+ more characters\]$/.test(log.text))
  })

  it('does not write into a pack that is there already', (t) => {
    const dir = temporaryFolder(t)
    writePack(dir)
    assert.throws(() => createPack(dir, head), /EEXIST/)
  })

  it('refuses an event after the end', (t) => {
    const pack = writePack(temporaryFolder(t))
    assert.throws(() => pack.append({ type: 'log', text: 'late' }), /closed/)
  })

  it('keeps 10,000 different bodies apart', (t) => {
    const dir = temporaryFolder(t)
    const pack = createPack(dir, head)
    for (let i = 0; i < 10_000; i++) {
      const body = pack.body(JSON.stringify({ i, text: 'lorem ipsum '.repeat(120) }))
      pack.append({ type: 'attachment', scenario: SCENARIO, step: 0, mediaType: 'application/json', body })
    }
    pack.close()
    assert.equal(readdirSync(join(dir, 'blobs')).length, 10_000)
  })
})

describe('a run that is killed', () => {
  const writer = `
    const { createPack } = await import(process.argv[1])
    const pack = createPack(process.argv[2], JSON.parse(process.argv[3]))
    const scenario = '${SCENARIO}'
    pack.append({ type: 'scenario-selected', scenario, file: 'f', line: 1, feature: 'F', name: 'n', tags: [], requirements: [] })
    pack.append({ type: 'scenario-started', scenario, attempt: 0 })
    let i = 0
    setInterval(() => { for (let j = 0; j < 50; j++) pack.append({ type: 'log', scenario, step: 0, text: 'line ' + i++ }); console.log(i) }, 1)
  `
  it('leaves a pack that can be read to its last whole line, and that counts as incomplete', async (t) => {
    const dir = join(temporaryFolder(t), 'pack')
    const child = spawn(process.execPath, ['--input-type=module', '-e', writer, new URL('../../reports/pack/write.ts', import.meta.url).href, dir, JSON.stringify(head)])
    let told = 0
    for await (const chunk of child.stdout) {
      told = Number(String(chunk).trim().split('\n').at(-1))
      if (told > 1000) break
    }
    child.kill('SIGKILL')
    await once(child, 'close')
    const events = [...readEvents(join(dir, 'events.ndjson'))]
    const logs = events.filter(({ type }) => type === 'log').length
    assert.ok(logs >= told - 50, `${logs} lines of at least ${told} are there`)

    const results = resultsOf(events)
    assert.equal(results.run.complete, false)
    assert.deepEqual(results.scenarios.map(({ outcome, reason }) => [outcome, reason]), [['error', 'The run ended while it was running.']])
    assert.equal(openPack(dir).verification.status, 'unsealed')

    sealPack(dir, newKey())
    const sealed = openPack(dir)
    assert.deepEqual([sealed.verification.status, sealed.results.run.complete], ['valid', false])
  })
})
