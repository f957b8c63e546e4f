import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { mediansInTurns, startServer, type Target } from './load.ts'
import { freePort } from '../../cli/run/embedded.ts'

const WIREMOCK = '3.13.2'

/**
 * PDS reads through the hub (token check, validation, journal on) against WireMock 3 (journal off: its best) and a bare
 * Hono route. In turns within one run, so that all see the same machine; medians of the rounds.
 */
export async function benchPdsRead({ rounds = 5, seconds = 4 } = {}): Promise<void> {
  const targets = [await startServer('hub: PDS read', 'hub.ts'), await startServer('bare Hono route', 'bare-hono.ts')]
  const wiremock = await startWireMock()
  if (wiremock) targets.push(wiremock)
  const of = await mediansInTurns(targets, { rounds, seconds })
  const hub = of('hub: PDS read')
  console.log(`  hub / bare Hono route    ${(hub / of('bare Hono route')).toFixed(2)}   (goal: 0.40 or more)`)
  if (wiremock) console.log(`  hub / WireMock           ${(hub / of('WireMock 3, journal off')).toFixed(2)}   (goal: 2.00 or more)`)
  else console.log('  WireMock was left out: it needs Java and its package from the npm registry')
}

/** WireMock from its npm package, installed into a temporary folder: a peer, not a dependency. */
async function startWireMock(): Promise<Target | undefined> {
  if (spawnSync('java', ['-version']).status !== 0) return undefined
  const folder = join(tmpdir(), 'assay-bench-peers')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'node_modules/wiremock'))) {
    if (spawnSync('npm', ['install', '--prefix', folder, '--no-save', `wiremock@${WIREMOCK}`], { stdio: 'ignore' }).status !== 0) return undefined
  }
  const jar = readdirSync(join(folder, 'node_modules/wiremock'), { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith('.jar'))
  if (!jar) return undefined
  const port = await freePort()
  const mappings = join(folder, 'root', 'mappings')
  mkdirSync(mappings, { recursive: true })
  writeFileSync(
    join(mappings, 'patient.json'),
    JSON.stringify({
      request: { method: 'GET', urlPathPattern: '/Patient/[0-9]{10}', headers: { authorization: { matches: 'Bearer .+' }, 'x-request-id': { matches: '[0-9a-f-]{36}' } } },
      response: { status: 200, headers: { 'content-type': 'application/fhir+json', etag: 'W/"2"' }, jsonBody: { resourceType: 'Patient', id: '9990000018', padding: 'x'.repeat(1800) } },
    }),
  )
  const child = spawn('java', ['-jar', join(folder, 'node_modules/wiremock', jar), '--port', String(port), '--bind-address', '127.0.0.1', '--root-dir', join(folder, 'root'), '--no-request-journal', '--disable-banner'], { stdio: 'ignore' })
  const target: Target = {
    name: 'WireMock 3, journal off',
    url: `http://127.0.0.1:${port}/Patient/9990000018`,
    headers: { authorization: 'Bearer x', 'x-request-id': '60e0b220-8136-4ca5-ae46-1d97ef59d068' },
    stop: () => child.kill('SIGKILL'),
  }
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(target.url, { headers: target.headers }).catch(() => undefined)
    if (answer?.ok) return target
    await delay(200)
  }
  target.stop()
  return undefined
}
