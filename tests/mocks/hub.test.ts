import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { Agent, fetch } from 'undici'
import { createControlClient } from '../../mocks/control-client.ts'
import { CONTROL_KEY_HEADER } from '../../mocks/control-key.ts'
import { startHub, type Hub } from '../../mocks/hub.ts'
import { createAuthority, issueCertificate, type Credentials } from '../../mocks/kit/certificates.ts'
import { services } from '../../mocks/services.ts'

let hub: Hub
let authority: Credentials
let client: Credentials

before(async () => {
  authority = await createAuthority()
  const server = await issueCertificate(authority, { commonName: 'hub', hosts: ['127.0.0.1'], use: 'server' })
  client = await issueCertificate(authority, { commonName: 'a candidate', use: 'client' })
  hub = await startHub({ tls: { server, authority: authority.certificate } })
  hub.open('one')
  hub.open('two')
})
after(() => hub.close())

const ping = (base: string, environment = 'one', agent?: Agent) => fetch(`${base}/e/${environment}/oauth2/_ping`, { ...(agent && { dispatcher: agent }) })

/** Says something to the hub over a bare connection and listens until it ends. */
async function spoken(words: string, { leave = false } = {}): Promise<string> {
  const socket = connect(Number(new URL(hub.urls.http).port), '127.0.0.1').setEncoding('utf8')
  socket.write(words, () => leave && setTimeout(() => socket.destroy(), 20))
  let heard = ''
  socket.on('data', (part) => (heard += String(part)))
  await new Promise((resolve) => socket.once('close', resolve))
  return heard
}

describe('the hub', () => {
  test('keeps environments apart: what reaches one is not in the journal of the other', async () => {
    await ping(hub.urls.http, 'one')
    const seen = (id: string) => hub.environments.get(id)!.journal.read({ service: 'oauth2' }).length
    assert.deepEqual([seen('one'), seen('two')], [1, 0])
  })

  test('answers 404 for an environment that is not open', async () => {
    assert.equal((await ping(hub.urls.http, 'closed')).status, 404)
  })

  test('journals a call that no service has', async () => {
    assert.equal((await fetch(`${hub.urls.http}/e/two/no/such/service`)).status, 404)
    assert.equal(hub.environments.get('two')!.journal.read({ service: 'unmatched' })[0]?.url, '/no/such/service')
  })

  test('journals headers as they came; the same name twice is joined', async () => {
    await spoken('GET /e/two/twice HTTP/1.1\r\nHost: x\r\nX-Twice: 1\r\nx-twice: 2\r\nConnection: close\r\n\r\n')
    assert.deepEqual(hub.environments.get('two')!.journal.read().at(-1)?.requestHeaders, { host: 'x', 'x-twice': '1, 2', connection: 'close' })
  })

  test('blames nobody when a caller leaves in the middle of its request', async () => {
    await spoken('POST /e/two/left HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf', { leave: true })
    assert.equal((await ping(hub.urls.http)).status, 200)
    assert.deepEqual([hub.breakdowns, hub.environments.get('two')!.journal.read().filter(({ url }) => url === '/left')], [[], []])
  })

  test('answers a caller that does not say which host it means', async () => {
    assert.match(await spoken('GET /e/one/oauth2/_ping HTTP/1.0\r\n\r\n'), /^HTTP\/1.1 200 /)
  })

  test('speaks TLS to whoever trusts its authority', async () => {
    const trusting = new Agent({ connect: { ca: authority.certificate } })
    assert.equal((await ping(hub.urls.https!, 'one', trusting)).status, 200)
    await assert.rejects(ping(hub.urls.https!, 'one', new Agent()))
  })

  test('turns away callers without a client certificate, and with one of another authority, where it demands one', async () => {
    const stranger = await issueCertificate(await createAuthority('another authority'), { commonName: 'a stranger', use: 'client' })
    const known = new Agent({ connect: { ca: authority.certificate, key: client.key, cert: client.certificate } })
    assert.equal((await ping(hub.urls.mutual!, 'one', known)).status, 200)
    await assert.rejects(ping(hub.urls.mutual!, 'one', new Agent({ connect: { ca: authority.certificate } })))
    await assert.rejects(ping(hub.urls.mutual!, 'one', new Agent({ connect: { ca: authority.certificate, key: stranger.key, cert: stranger.certificate } })))
  })
})

describe('a service that keeps silent', () => {
  test('lets go of a call as soon as the caller gives up, so that nothing waits for it when all is done', async () => {
    const environment = hub.environments.get('one')!
    const held = () => environment.journal.read({ service: 'oauth2' }).find(({ fault }) => fault === 'timeout')
    environment.faults.inject({ service: 'oauth2', kind: 'timeout' })
    await assert.rejects(fetch(`${hub.urls.http}/e/one/oauth2/_ping`, { signal: AbortSignal.timeout(100) }), /timeout/)
    const given = Date.now()
    while (held()?.durationMs === 0 && Date.now() - given < 10_000) await new Promise((resolve) => setTimeout(resolve, 10))
    assert.ok(held()!.durationMs >= 50, 'the call has ended')
  })
})

describe('the control API', () => {
  const control = (id: string) => createControlClient({ url: hub.urls.http, key: hub.controlKey }, id)

  test('is closed to whoever does not know the key', async () => {
    for (const headers of [{}, { [CONTROL_KEY_HEADER]: 'guess' }] as Record<string, string>[]) {
      assert.equal((await fetch(`${hub.urls.http}/control/environments`, { headers })).status, 401)
    }
  })

  test('opens and closes environments', async () => {
    const send = (method: string, path: string, body?: object) =>
      fetch(`${hub.urls.http}/control/environments${path}`, { method, headers: { [CONTROL_KEY_HEADER]: hub.controlKey, 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) })
    const opened = await send('POST', '', { id: 'three' })
    assert.equal(opened.status, 201)
    const { prefix } = (await opened.json()) as { prefix: string }
    const there = () => fetch(`${hub.urls.http}${prefix}/oauth2/_ping`)
    assert.equal((await there()).status, 200)
    assert.equal((await send('DELETE', '/three')).status, 204)
    assert.equal((await there()).status, 404)
  })

  test('acts for the world outside, and shows what it sees', async () => {
    const { nhsNumber } = await control('one').outside.pds.putPatient({ given: 'Joan', family: 'Okafor' })
    assert.equal((await control('one').outside.pds.readPatient({ nhsNumber }))?.patient.name?.[0]?.family, 'Okafor')
    assert.equal(await control('two').outside.pds.readPatient({ nhsNumber }), null)
  })

  test('makes a call go wrong once, and tells which faults nobody met', async () => {
    const one = control('one')
    await one.inject({ service: 'oauth2', kind: 'status', status: 503 })
    await one.inject({ service: 'pds', kind: 'reset' })
    assert.deepEqual([(await ping(hub.urls.http)).status, (await ping(hub.urls.http)).status], [503, 200])
    assert.deepEqual((await one.clearFaults()).map((fault) => fault.service), ['pds'])
  })

  test('refuses a fault that could never strike', async () => {
    await assert.rejects(control('one').inject({ service: 'pds', operation: 'getPatients', kind: 'reset' }), /pds has no operation getPatients; it has .*getPatient/)
    await assert.rejects(control('one').inject({ service: 'pds', kind: 'error', name: 'NO_SUCH' }), /documents no error NO_SUCH/)
  })

  test('moves the clock of one environment only', async () => {
    await control('one').advanceClock(3_600_000)
    const [one, two] = ['one', 'two'].map((id) => hub.environments.get(id)!.clock.now())
    assert.ok(one! - two! > 3_500_000)
  })
})

test('a fault of a service itself is answered with a bare 500 and kept as a breakdown, not blamed on the caller', async () => {
  const route = services.oauth2.routes[0]!
  const { handle } = route
  route.handle = () => {
    throw new TypeError('a slip of ours')
  }
  try {
    const path = `${hub.urls.http}/e/two/oauth2${route.path}`
    const response = await fetch(path, { method: route.method })
    assert.deepEqual([response.status, response.headers.get('x-assay-breakdown')], [500, 'true'])
    assert.match(String(hub.breakdowns[0]?.error), /a slip of ours/)
  } finally {
    route.handle = handle
  }
})
