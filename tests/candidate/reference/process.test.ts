import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openDatabase } from '../../../candidate/reference/store/database.ts'

const MAIN = new URL('../../../candidate/reference/main.ts', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'reference-process-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const config = join(folder, 'config.json')
writeFileSync(
  join(folder, 'key.pem'),
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey,
)
writeFileSync(
  join(folder, 'data.json'),
  JSON.stringify({
    patients: [
      { patient: { resourceType: 'Patient', id: '9990000018', name: [{ use: 'usual', family: 'Okafor' }], birthDate: '1952-03-07' } },
    ],
  }),
)
writeFileSync(
  config,
  JSON.stringify({
    listen: { host: '127.0.0.1', port: 0 },
    database: 'practice.sqlite',
    data: 'data.json',
    practice: { odsCode: 'A83008', name: 'Elmswood Surgery' },
    national: { platformUrl: 'http://127.0.0.1:9', tokenUrl: 'http://127.0.0.1:9/token', clientId: 'x', privateKey: 'key.pem', keyId: 'k' },
    cis2: { issuer: 'http://127.0.0.1:9/cis2', clientId: 'x', privateKey: 'key.pem', keyId: 'k' },
  }),
)

function run(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (text) => (out += text))
  child.stderr.on('data', (text) => (err += text))
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('exit', (code) => resolve({ code, out, err })),
  )
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => out.startsWith('{"ready":true') && out.includes('\n') && resolve(JSON.parse(out).url))
    ended.then(({ err: why }) => reject(new Error(why)), reject)
  })
  ready.catch(() => undefined)
  return { child: child as ChildProcess, ended, ready }
}

test('it says when it is ready, answers, and stops cleanly when asked', async () => {
  const system = run('--config', config)
  const url = await system.ready
  assert.deepEqual(await (await fetch(`${url}/health`)).json(), { name: 'Reference GP system', version: '1', ready: true })
  assert.equal((await fetch(`${url}/FHIR/R4/Patient/1`)).status, 401)
  assert.equal((await fetch(`${url}/test-aids/clock`, { method: 'POST', redirect: 'manual' })).status, 302)
  system.child.kill('SIGTERM')
  assert.equal((await system.ended).code, 0)
})

test('what it stored survives being killed, and starting data is loaded once', async () => {
  const first = run('--config', config)
  await first.ready
  first.child.kill('SIGKILL')
  await first.ended
  const second = run('--config', config)
  await second.ready
  second.child.kill('SIGTERM')
  await second.ended
  const store = openDatabase(join(folder, 'practice.sqlite'))
  assert.equal(store.all('SELECT * FROM patient').length, 1)
  assert.equal(store.one<{ integrity_check: string }>('PRAGMA integrity_check')!.integrity_check, 'ok')
  store.close()
})

test('an unreachable CIS2 is told on the sign-in page', async () => {
  const system = run('--config', config)
  const page = await fetch(`${await system.ready}/sign-in`)
  assert.equal(page.status, 503)
  assert.match(await page.text(), /cannot be reached/)
  system.child.kill('SIGTERM')
  await system.ended
})

test('a wrong argument or an unknown defect ends it with code 2 and words, without a stack', async () => {
  for (const [args, words] of [
    [['--config', config, '--defect', 'no-such'], /--defect no-such: is not a known defect/],
    [[], /--config: is missing/],
    [['--nonsense'], /nonsense/],
    [['--config', join(folder, 'none.json')], /none\.json: cannot be read/],
  ] as const) {
    const { code, err } = await run(...args).ended
    assert.equal(code, 2)
    assert.match(err, words)
    assert.doesNotMatch(err, /\n\s+at /)
  }
})

test('it lists its defects', async () => {
  const { code, out } = await run('--list-defects').ended
  assert.equal(code, 0)
  const list = JSON.parse(out) as Record<string, string>[]
  assert.ok(list.length >= 50)
  for (const entry of list) assert.deepEqual(Object.keys(entry), ['name', 'requirement', 'story', 'area'])
  assert.equal(new Set(list.map(({ name }) => name)).size, list.length)
})
