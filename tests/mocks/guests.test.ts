import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Agent, fetch } from 'undici'
import { createControlClient } from '../../mocks/control-client.ts'
import { CONTROL_KEY_HEADER } from '../../mocks/control-key.ts'
import { ControlFailed } from '../../mocks/control-request.ts'
import { createHubClient, type HubClient, type OpenedEnvironment } from '../../mocks/hub-client.ts'
import { startHub, type Hub } from '../../mocks/hub.ts'
import { createAuthority, issueCertificate } from '../../mocks/kit/certificates.ts'
import type { AnyService } from '../../mocks/kit/service.ts'
import { services } from '../../mocks/services.ts'

const MINUTE = 60_000

let hub: Hub
let client: HubClient
let now = 0

before(async () => {
  hub = await startHub({ now: () => now, limits: { environments: 60, idleMs: 30 * MINUTE, ageMs: 120 * MINUTE, journalBytes: 100_000 } })
  client = createHubClient({ url: hub.urls.http, key: hub.controlKey })
})
after(() => hub.close())

let opened: OpenedEnvironment[] = []
beforeEach(async () => {
  for (const environment of opened) await environment.close().catch(() => undefined)
  opened = []
})
const open = async (id: string, more: { leaseSeconds?: number; token?: string } = {}): Promise<OpenedEnvironment> => {
  const environment = await client.open({ id, ...more })
  opened.push(environment)
  return environment
}
const steer = ({ access, id }: OpenedEnvironment) => createControlClient(access, id)
const call = (path: string) => fetch(`${hub.urls.http}${path}/oauth2/_ping`)
const refusal = (status: number, code: string) => (error: unknown) => {
  assert.ok(error instanceof ControlFailed, String(error))
  assert.deepEqual([error.status, error.code], [status, code])
  return true
}

describe('environments of others in a hub', () => {
  test('many at once, all with traffic, see nothing of each other', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, (_, at) => open(`many-${at}`)))
    await Promise.all(all.flatMap((environment, at) => Array.from({ length: 1 + (at % 5) }, () => call(environment.prefix))))
    await Promise.all(
      all.map(async (environment, at) => {
        const { nhsNumber } = await steer(environment).outside.pds.putPatient({ given: 'Joan', family: `Of ${at}`, nhsNumber: '9990000018' })
        const journal = await steer(environment).journal()
        assert.equal(journal.length, 1 + (at % 5))
        assert.equal((await steer(environment).outside.pds.readPatient({ nhsNumber }))?.patient.name?.[0]?.family, `Of ${at}`)
      }),
    )
  })

  test('are reached by whoever knows the token, and are not there for anybody else', async () => {
    const [mine, other] = [await open('mine'), await open('other')]
    const token = mine.prefix.slice('/e/mine~'.length)
    assert.ok(token.length >= 32)
    assert.equal((await call(mine.prefix)).status, 200)
    const answers = await Promise.all(
      ['/e/unknown', '/e/mine', '/e/mine~', `/e/mine~${token.slice(1)}`, `/e/mine~${token}x`, `/e/mine~${other.prefix.split('~')[1]}`, `/e/~${token}`, `/e/${token}`].map(async (path) => {
        const answer = await call(path)
        return [answer.status, await answer.text(), [...answer.headers.keys()].filter((name) => name !== 'date').join()]
      }),
    )
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.equal(answers[0]?.[0], 404)
    assert.equal((await steer(mine).journal()).length, 1)
  })

  test('are steered with their own key or the hub\'s, with no other, and not with the token of the address', async () => {
    const [mine, other] = [await open('mine'), await open('other')]
    await steer(mine).advanceClock(1)
    await createControlClient({ url: hub.urls.http, key: hub.controlKey }, 'mine').advanceClock(1)
    for (const key of [other.access.key, mine.prefix.split('~')[1]!, '', 'guess']) {
      const stranger = createControlClient({ url: hub.urls.http, key }, 'mine')
      for (const attempt of [() => stranger.journal(), () => stranger.advanceClock(1), () => stranger.inject({ service: 'pds', kind: 'reset' }), () => stranger.clearFaults(), () => stranger.outside.pds.putPatient({ given: 'A', family: 'B' })]) {
        await assert.rejects(attempt(), refusal(401, 'ASSAY_HUB_KEY_WRONG'))
      }
      for (const [method, path] of [['DELETE', ''], ['PUT', '/lease'], ['PUT', '/candidate']] as const) {
        assert.equal((await fetch(`${hub.urls.http}/control/environments/mine${path}`, { method, headers: { [CONTROL_KEY_HEADER]: key } })).status, 401)
      }
    }
    const own = { headers: { [CONTROL_KEY_HEADER]: mine.access.key } }
    for (const path of ['/environments', '/hub', '/environments/unknown/journal']) assert.equal((await fetch(`${hub.urls.http}/control${path}`, own)).status, 401, path)
  })

  test('are listed without their tokens', async () => {
    const { prefix } = await open('mine')
    const list = await (await fetch(`${hub.urls.http}/control/environments`, { headers: { [CONTROL_KEY_HEADER]: hub.controlKey } })).text()
    assert.ok(list.includes('"mine"') && !list.includes(prefix.split('~')[1]!))
  })

  test('can have a token that was agreed beforehand, if nobody guesses it', async () => {
    const token = 'agreed-beforehand-and-long-enough'
    assert.equal((await open('agreed', { token })).prefix, `/e/agreed~${token}`)
    await assert.rejects(open('weak', { token: 'short' }), /24 to 64/)
    await assert.rejects(open('../up'), /small letters/)
  })
})

describe('limits of environments of others', () => {
  test('on their number: the hub is full, and says so, until one is closed', async () => {
    const small = await startHub({ limits: { environments: 2 } })
    try {
      small.open('of-the-house')
      const guests = createHubClient({ url: small.urls.http, key: small.controlKey })
      const first = await guests.open({ id: 'a' })
      await guests.open({ id: 'b' })
      await assert.rejects(guests.open({ id: 'c' }), refusal(429, 'ASSAY_HUB_FULL'))
      await assert.rejects(guests.open({ id: 'b' }), refusal(409, 'ASSAY_HUB_ENVIRONMENT_TAKEN'))
      await first.close()
      await guests.open({ id: 'c' })
    } finally {
      await small.close()
    }
  })

  test('on their memory: the oldest exchanges go, and whoever asks for them is refused rather than given less', async () => {
    const environment = await open('flooded')
    const client = steer(environment)
    for (let round = 0; round < 5; round++) await fetch(`${hub.urls.http}${environment.prefix}/nowhere`, { method: 'POST', body: 'x'.repeat(40_000) })
    await assert.rejects(client.journal(), /Failed to read the journal of flooded from 1 on: .* has let go of all up to 3/)
    assert.deepEqual((await client.journal({ since: 3 })).map(({ seq }) => seq), [4, 5])
    assert.equal((await environment.renew()).dropped, 3)
  })

  test('on what services store: one that stores without end is closed and says why, the others go on', async () => {
    const small = await startHub({ limits: { storedBytes: 4_000_000 } })
    try {
      const guests = createHubClient({ url: small.urls.http, key: small.controlKey })
      const [greedy, other] = [await guests.open({ id: 'greedy' }), await guests.open({ id: 'other' })]
      const put = (family: string) => steer(greedy).outside.pds.putPatient({ given: 'Joan', family })
      let stored = 0
      await assert.rejects(
        async () => {
          for (; stored < 100; stored++) await put('x'.repeat(200_000))
        },
        (error: Error) => refusal(410, 'ASSAY_HUB_ENVIRONMENT_CLOSED')(error) && /its services hold more than the 4 MB that each may store/.test(error.message),
      )
      assert.ok(stored >= 4 && stored < 40, `${stored} patients`)
      const called = await fetch(`${small.urls.http}${greedy.prefix}/oauth2/_ping`)
      assert.deepEqual([called.status, small.closed.map(({ id, because }) => [id, because])], [404, [['greedy', 'full']]])
      assert.equal((await fetch(`${small.urls.http}${other.prefix}/oauth2/_ping`)).status, 200)
      assert.equal((await steer(other).journal()).length, 1)
    } finally {
      await small.close()
    }
  })

  test('on what calls store, as they come and, where little comes, at the next sweep', async () => {
    const small = await startHub({ limits: { storedBytes: 4_000_000 } })
    try {
      const guests = createHubClient({ url: small.urls.http, key: small.controlKey })
      const [flooded, slow] = [await guests.open({ id: 'flooded' }), await guests.open({ id: 'slow' })]
      // As a service does with what it is sent.
      const keep = (id: string, what: string) => small.environments.get(id)!.stateOf(services.mesh).references.set(what, '9990000018')
      const post = ({ prefix }: OpenedEnvironment, body: string) => fetch(`${small.urls.http}${prefix}/nowhere`, { method: 'POST', body })
      for (let n = 0; n < 40 && small.environments.has('flooded'); n++) {
        keep('flooded', `${n}${'x'.repeat(200_000)}`)
        await post(flooded, 'x'.repeat(200_000))
      }
      assert.deepEqual(small.closed.map(({ id }) => id), ['flooded'])
      keep('slow', 'x'.repeat(5_000_000))
      await post(slow, 'x')
      assert.ok(small.environments.has('slow'))
      small.sweep()
      assert.deepEqual(small.closed.map(({ id, because }) => [id, because]), [['flooded', 'full'], ['slow', 'full']])
    } finally {
      await small.close()
    }
  })

  test('on what is stored leave room for the synthetic world, many times over', async () => {
    const { id } = await open('fresh')
    const environment = hub.environments.get(id)!
    for (const service of Object.values<AnyService>(services)) environment.stateOf(service)
    assert.ok(environment.stored() < 4_000_000, `${environment.stored()} bytes`)
  })

  test('on idleness: calls and whoever steers keep one open; a lease that is renewed does not', async () => {
    const [busy, steered, idle] = [await open('busy'), await open('steered'), await open('idle', { leaseSeconds: 3600 })]
    for (let quarter = 0; quarter < 3; quarter++) {
      now += 15 * MINUTE
      await call(busy.prefix)
      await steer(steered).position()
      await idle.renew().catch(() => undefined)
      hub.sweep()
    }
    assert.deepEqual([(await call(busy.prefix)).status, (await call(steered.prefix)).status, (await call(idle.prefix)).status], [200, 200, 404])
    await assert.rejects(steer(idle).journal(), (error: Error) => refusal(410, 'ASSAY_HUB_ENVIRONMENT_CLOSED')(error) && /nobody has used it for \d+ min/.test(error.message))
  })

  test('on age: even one that is used is closed', async () => {
    const environment = await open('old')
    for (let quarter = 0; quarter < 9; quarter++) {
      now += 15 * MINUTE
      await call(environment.prefix)
      hub.sweep()
    }
    await assert.rejects(steer(environment).position(), (error: Error) => refusal(410, 'ASSAY_HUB_ENVIRONMENT_CLOSED')(error) && /it was open for 135 min/.test(error.message))
  })

  test('on silence of the owner: who does not renew is gone, whatever the candidate still calls', async () => {
    const [gone, there] = [await open('gone', { leaseSeconds: 90 }), await open('there', { leaseSeconds: 90 })]
    now += 60_000
    await there.renew()
    await call(gone.prefix)
    hub.sweep()
    assert.equal((await call(gone.prefix)).status, 200)
    now += 60_000
    hub.sweep()
    assert.deepEqual([(await call(gone.prefix)).status, (await call(there.prefix)).status], [404, 200])
    assert.deepEqual(hub.closed.filter(({ id }) => id === 'gone').map(({ because }) => because), ['owner-gone'])
  })

  test('do not touch what the hub itself has opened', async () => {
    hub.open('dev')
    now += 10_000 * MINUTE
    hub.sweep()
    assert.equal((await call('/e/dev')).status, 200)
  })

  test('tell the owner of a closed one, and nothing of another that has its name now', async () => {
    const first = await open('name')
    await first.close()
    const second = await open('name')
    assert.notEqual(second.prefix, first.prefix)
    assert.equal((await call(first.prefix)).status, 404)
    await assert.rejects(steer(first).journal(), refusal(410, 'ASSAY_HUB_ENVIRONMENT_CLOSED'))
    await assert.rejects(first.close(), refusal(410, 'ASSAY_HUB_ENVIRONMENT_CLOSED'))
    assert.deepEqual(await steer(second).journal(), [])
  })
})

test('a shared hub is steered over mutual TLS, or over loopback, and not from where anybody can connect', async () => {
  const authority = await createAuthority()
  const server = await issueCertificate(authority, { commonName: 'hub', hosts: ['127.0.0.1'], use: 'server' })
  const { key, certificate } = await issueCertificate(authority, { commonName: 'a run', use: 'client' })
  const shared = await startHub({ host: '0.0.0.0', shared: { name: '127.0.0.1', services: 'digest' }, tls: { server, authority: authority.certificate } })
  try {
    const tls = { authority: authority.certificate, key, certificate }
    const overMutual = createHubClient({ url: shared.urls.mutual!, key: shared.controlKey, tls })
    assert.deepEqual(await overMutual.facts().then(({ urls, services }) => ({ urls, services })), { urls: { https: shared.urls.https, mutual: shared.urls.mutual }, services: 'digest' })
    const { prefix, close } = await overMutual.open({ id: 'guest' })
    const trusting = new Agent({ connect: { ca: authority.certificate } })
    const overTls = (path: string) => fetch(shared.urls.https + path, { dispatcher: trusting, headers: { [CONTROL_KEY_HEADER]: shared.controlKey } })
    assert.equal((await overTls(`${prefix}/oauth2/_ping`)).status, 200)
    for (const path of ['/control/environments', '/control/hub', '/e', '/']) assert.equal((await overTls(path)).status, 403, path)
    await assert.rejects(createHubClient({ url: shared.urls.mutual!, key: shared.controlKey, tls: { ...tls, key: '', certificate: '' } }).facts(), ControlFailed)
    assert.match(shared.urls.http, /^http:\/\/127\.0\.0\.1:/)
    await close()
  } finally {
    await shared.close()
  }
})
