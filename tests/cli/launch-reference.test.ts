import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, fetch } from 'undici'
import { freePort, startEmbedded, type Embedded } from '../../cli/run/embedded.ts'
import { prepareKeys } from '../../cli/run/keys.ts'
import { takeTurns, type Launch } from '../../cli/run/launch-reference.ts'

const folder = mkdtempSync(join(tmpdir(), 'assay-turns-'))
const keys = await prepareKeys(join(folder, 'keys'))
const agent = new Agent({ connect: { ca: keys.authority } })
const turns = takeTurns()
after(async () => {
  turns.renew()
  await agent.close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(launch: Launch, defects: string[] = []): Promise<Embedded & { baseUrl: string }> {
  const port = await freePort()
  const baseUrl = `https://127.0.0.1:${port}`
  const embedded = await startEmbedded({ keys, nationalUrl: 'https://127.0.0.1:1', baseUrl, port, folder, defects, launch })
  return { ...embedded, baseUrl }
}

const cacheControl = async (baseUrl: string) => (await fetch(`${baseUrl}/signed-out`, { dispatcher: agent })).headers.get('cache-control')

describe('the candidate in turns', () => {
  test('has a defect for one turn only, and answers nowhere but where it was started last', async () => {
    const faulty = await start(turns.launch, ['pages-kept-by-the-browser'])
    assert.notEqual(await cacheControl(faulty.baseUrl), 'no-store')
    const clean = await start(turns.launch)
    assert.equal(await cacheControl(clean.baseUrl), 'no-store')
    await assert.rejects(cacheControl(faulty.baseUrl), 'the turn before is over')
  })

  test('says why it does not start, and starts with the next turn', async () => {
    await assert.rejects(start(turns.launch, ['no-such-defect']), /no-such-defect: is not a known defect/)
    assert.equal(await cacheControl((await start(turns.launch)).baseUrl), 'no-store')
  })

  test('is a new process once the old one has ended, and tells whether that had had more than one turn', async () => {
    await start(turns.launch)
    const old = await start(turns.launch)
    assert.equal(turns.diedOfOld, false)
    process.kill(old.pid, 'SIGKILL')
    while (!turns.diedOfOld) await delay(10)
    assert.equal(await cacheControl((await start(turns.launch)).baseUrl), 'no-store')
    assert.equal(turns.diedOfOld, false)
  })
})
