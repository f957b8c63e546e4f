import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { servicesDigest } from '../../cli/run/harness-facts.ts'
import { writeHubAccess, type HubAccess } from '../../cli/run/hub-access.ts'
import { clientCertificate, prepareKeys } from '../../cli/run/keys.ts'
import { startHub, type Hub, type HubOptions } from '../../mocks/hub.ts'
import { assay, startAssay } from './support/assay.ts'
import { startExternalCandidate } from './support/external-candidate.ts'
import { outcomesOf } from './support/outcomes.ts'

const RUN = ['--profile', 'full', '--tags', '@service:ods and @negative and not @ui', '--format', 'markdown', '--workers', '1']

interface Shared {
  hub: Hub
  access: string
  folder: string
  /** Lets time pass in the hub. */
  pass(ms: number): void
}

/** A hub that runs share, in this process. */
async function shareHub(context: { after(fn: () => void | Promise<void>): void }, { assay = '0.0.0', ...options }: HubOptions & { assay?: string } = {}): Promise<Shared> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-shared-'))
  const keys = await prepareKeys()
  let passed = 0
  const hub = await startHub({ shared: { services: servicesDigest(), assay }, tls: { server: keys.hub, authority: keys.authority }, now: () => Date.now() + passed, ...options })
  context.after(async () => {
    await hub.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const access = join(folder, 'hub.json')
  writeHubAccess(access, { url: hub.urls.mutual!, key: hub.controlKey, authority: keys.authority, run: await clientCertificate(keys, 'Assay run'), candidate: await clientCertificate(keys, 'Candidate') })
  return { hub, access, folder, pass: (ms) => void (passed += ms) }
}

test('what a killed run has left behind goes away', async (context) => {
  const { hub, access, folder, pass } = await shareHub(context)
  const run = startAssay(['run', ...RUN, '--hub', access, '--out', join(folder, 'pack')])
  await run.tells(/Candidate /)
  assert.equal(hub.environments.size, 1)
  run.process.kill('SIGKILL')
  await run.ended
  hub.sweep()
  assert.equal(hub.environments.size, 1, 'it may only be slow')
  pass(2 * 60_000)
  hub.sweep()
  assert.equal(hub.environments.size, 0)
  assert.equal(hub.closed[0]?.because, 'owner-gone')
})

test('a run that ends closes what it opened, and one that finds the hub full blames nobody', async (context) => {
  const { hub, access, folder } = await shareHub(context, { limits: { environments: 1 } })
  const full = await assay(['run', ...RUN, '--workers', '2', '--hub', access, '--out', join(folder, 'full')])
  assert.equal(full.code, 2)
  assert.match(full.err, /ASSAY_HUB_FULL/)
  assert.equal(hub.environments.size, 0, 'the one that was opened is closed')
  const { code, err } = await assay(['run', ...RUN, '--hub', access, '--out', join(folder, 'pack')])
  assert.equal(code, 0, err)
  assert.equal(hub.environments.size, 0)
})

test('the pack says which hub it was, and nothing that lets anybody in; the run is gone on with on no other', async (context) => {
  const { access, folder } = await shareHub(context, { assay: '9.9.9' })
  const pack = join(folder, 'pack')
  const run = startAssay(['run', ...RUN, '--hub', access, '--out', pack])
  while (!existsSync(join(pack, 'events.ndjson'))) await Promise.race([delay(20), run.ended.then(({ err }) => assert.fail(err))])
  run.process.kill('SIGKILL')
  await run.ended
  const { sharedHub } = JSON.parse(readFileSync(join(pack, 'environment.json'), 'utf8')) as { sharedHub: object }
  const { authority, key } = JSON.parse(readFileSync(access, 'utf8')) as HubAccess
  assert.deepEqual(sharedHub, { assay: '9.9.9', services: servicesDigest(), authority: new X509Certificate(authority).fingerprint256.replaceAll(':', '').toLowerCase() })
  assert.ok(!readFileSync(join(pack, 'environment.json'), 'utf8').includes(key))

  const alone = await assay(['run', '--resume', pack])
  assert.equal(alone.code, 2)
  assert.match(alone.err, /ASSAY_RESUME_DIFFERENT.*the hub is not what it began with[^]*--hub/)
  const resumed = await assay(['run', '--resume', pack, '--hub', access, '--format', 'markdown'])
  assert.equal(resumed.code, 0, resumed.err)
  assert.match(readFileSync(join(pack, 'report/summary.md'), 'utf8'), /The run used a hub that others share: Assay 9\.9\.9, services sha256/)
})

test('when the environment is closed under a run, the candidate is not blamed for that', async (context) => {
  const { hub, access, folder, pass } = await shareHub(context)
  const run = startAssay(['run', ...RUN, '--hub', access, '--out', join(folder, 'pack')])
  // In the midst of it: after some calls, and before most.
  while (([...hub.environments.values()][0]?.journal.position ?? 0) < 20) await delay(2)
  pass(24 * 3_600_000)
  hub.sweep()
  const { code, err } = await run.ended
  assert.equal(code, 2, err)
  const outcomes = outcomesOf(join(folder, 'pack'))
  const count = (outcome: string) => outcomes.filter((each) => each.outcome === outcome).length
  assert.deepEqual([outcomes.length, count('failed')], [12, 0])
  assert.ok(count('error') > 0 && count('passed') > 0)
  assert.match(err, /the hub closed it at/)
})

test('a hub that is not there, is of another release, or has another key is named before the run', async (context) => {
  const { hub, access, folder } = await shareHub(context, { shared: { services: 'of another release' } })
  const run = () => assay(['run', ...RUN, '--hub', access, '--out', join(folder, 'pack')])
  const different = await run()
  assert.equal(different.code, 2)
  assert.match(different.err, /ASSAY_HUB_DIFFERENT/)
  await hub.close()
  const gone = await run()
  assert.equal(gone.code, 2)
  assert.match(gone.err, /ASSAY_HUB_UNREACHABLE[^]*ECONNREFUSED/)
})

test('a real candidate keeps its address in a shared hub: the token is agreed beforehand', async (context) => {
  const { hub, access } = await shareHub(context)
  const token = 'agreed-beforehand-and-long-enough'
  const candidate = await startExternalCandidate(context, { nationalUrl: `${hub.urls.https}/e/external~${token}` })
  const file = candidate.describe('shared.yaml', (yaml) => void (yaml['hub'] = { environment: 'external', token: { env: 'EXTERNAL_HUB_TOKEN' } }))
  const run = (candidateFile: string, pack: string) => assay(['run', ...RUN, '--hub', access, '--candidate', candidateFile, '--shard', '1/3', '--out', join(candidate.folder, pack)], { ...candidate.env, EXTERNAL_HUB_TOKEN: token })
  const { code, err } = await run(file, 'pack')
  assert.equal(code, 0, err)
  const without = await run(candidate.candidateFile, 'other')
  assert.equal(without.code, 2)
  assert.match(without.err, /ASSAY_HUB_TOKEN_MISSING/)
})
