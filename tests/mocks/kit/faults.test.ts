import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CALL_FAULTS, type Fault } from '../../../mocks/kit/faults.ts'
import { ANNA, BEN, setUp } from './counter.ts'

const KEPT = { count: 1 }

/** What the caller sees of each kind, and whether the service has acted. */
const seen: Record<(typeof CALL_FAULTS)[number], { fault?: Partial<Fault>; look(send: () => Promise<Response>): Promise<void>; acted: boolean }> = {
  latency: {
    fault: { ms: 40 },
    acted: true,
    look: async (send) => {
      const started = performance.now()
      assert.deepEqual(await (await send()).json(), KEPT)
      assert.ok(performance.now() - started >= 39)
    },
  },
  timeout: {
    fault: { ms: 40 },
    acted: false,
    look: async (send) => {
      const started = performance.now()
      await assert.rejects(send(), /fetch failed/)
      assert.ok(performance.now() - started >= 39)
    },
  },
  error: {
    fault: { name: 'busy' },
    acted: false,
    look: async (send) => {
      const response = await send()
      assert.deepEqual([response.status, response.headers.get('retry-after'), response.headers.get('x-request-id')], [503, '5', 'r-1'])
      assert.deepEqual(await response.json(), { error: 'busy' })
    },
  },
  status: {
    fault: { status: 429, headers: { 'retry-after': '2' } },
    acted: false,
    look: async (send) => {
      const response = await send()
      assert.deepEqual([response.status, response.headers.get('retry-after'), await response.text()], [429, '2', ''])
    },
  },
  html: {
    acted: false,
    look: async (send) => {
      const response = await send()
      assert.deepEqual([response.status, response.headers.get('content-type')], [502, 'text/html'])
      assert.match(await response.text(), /^<!DOCTYPE html>/)
    },
  },
  malformed: {
    acted: false,
    look: async (send) => {
      const response = await send()
      assert.equal(response.status, 200)
      await assert.rejects(response.json(), SyntaxError)
    },
  },
  truncated: {
    acted: true,
    look: async (send) => {
      const response = await send()
      assert.equal(response.status, 200)
      assert.equal(await response.text(), '{"cou')
    },
  },
  'wrong-content-type': {
    acted: true,
    look: async (send) => {
      const response = await send()
      assert.equal(response.headers.get('content-type'), 'text/plain')
      assert.deepEqual(await response.json(), KEPT)
    },
  },
  reset: { acted: false, look: (send) => assert.rejects(send(), /fetch failed/) },
  'expired-token': {
    acted: false,
    look: async (send) => {
      const response = await send()
      assert.equal(response.status, 401)
      assert.deepEqual(await response.json(), { fault: 'Access Token expired' })
    },
  },
  'slow-body': {
    fault: { ms: 100 },
    acted: true,
    look: async (send) => {
      const response = await send()
      const started = performance.now()
      assert.deepEqual(await response.json(), KEPT)
      assert.ok(performance.now() - started >= 40, 'the body comes in parts')
    },
  },
}

for (const kind of CALL_FAULTS) {
  const { fault, look, acted } = seen[kind]
  test(`the fault ${kind} shows as documented, strikes once, and is journalled`, async () => {
    const { raise, faults, state, journal } = setUp()
    faults.inject({ service: 'counter', kind, ...fault })
    await look(() => raise(ANNA))
    assert.equal(state.counts.get(ANNA) ?? 0, acted ? 1 : 0)
    const [entry] = journal.read()
    assert.equal(entry?.fault, kind)
    assert.equal(entry.processed, acted)
    if (kind !== 'expired-token') assert.equal((await raise(ANNA)).status, 200)
    assert.equal(journal.read()[1]?.fault, undefined)
    assert.deepEqual(faults.clear(), [])
  })

  test(`the fault ${kind} with the request carried out beforehand acts once, whatever the caller sees`, async () => {
    const { raise, faults, state } = setUp()
    faults.inject({ service: 'counter', kind, ...fault, processed: true })
    await raise(ANNA).then((response) => response.arrayBuffer(), () => undefined)
    assert.equal(state.counts.get(ANNA), 1)
  })
}

test('a fault waits for its service, operation and patient, lets calls pass first, and lasts as long as it is told', async () => {
  const { raise, read, fetch, url, faults } = setUp()
  faults.inject({ service: 'counter', operation: 'read', subject: ANNA, kind: 'status', status: 500, after: 1, times: 2 })
  assert.equal((await raise(ANNA)).status, 200, 'another operation')
  assert.equal((await read(BEN)).status, 200, 'another patient')
  assert.equal((await fetch(`${url}/open/x`)).status, 200)
  const statuses = []
  for (let i = 0; i < 5; i++) statuses.push((await read(ANNA)).status)
  assert.deepEqual(statuses, [200, 500, 500, 200, 200])
  faults.inject({ service: 'counter', kind: 'status', status: 503, times: 'always' })
  assert.deepEqual([(await read(ANNA)).status, (await read(BEN)).status], [503, 503])
  faults.clear()
  assert.equal((await read(ANNA)).status, 200)
})

test('a fault that no call ever met is given back: the scenario proved nothing', async () => {
  const { read, faults } = setUp()
  const other: Fault = { service: 'somewhere-else', kind: 'reset' }
  const met = faults.inject({ service: 'counter', kind: 'status', times: 3 })
  const unmet = faults.inject(other)
  await read(ANNA)
  assert.deepEqual(faults.clear(met), [])
  assert.deepEqual(faults.clear(unmet), [other])
  assert.deepEqual(faults.clear(), [])
})

test('a documented error that is not one is a fault of the harness', async () => {
  const { read, faults } = setUp()
  faults.inject({ service: 'counter', kind: 'error', name: 'tired' })
  await assert.rejects(read(ANNA), /documents no such error. It has: busy/)
})
