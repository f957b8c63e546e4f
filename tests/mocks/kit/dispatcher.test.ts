import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BODY_LIMIT } from '../../../mocks/kit/dispatcher.ts'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { empty } from '../../../mocks/kit/reply.ts'
import { defineService } from '../../../mocks/kit/service.ts'
import { ANNA, counter, setUp } from './counter.ts'

test('a route answers with its parameters decoded, and with the headers that go on every reply', async () => {
  const { fetch, url } = setUp()
  const response = await fetch(`${url}/open/caf%C3%A9%20au%2Flait?x=1`, { headers: { 'x-request-id': 'r-7' } })
  assert.deepEqual(await response.json(), { word: 'café au/lait' })
  assert.equal(response.headers.get('x-request-id'), 'r-7')
  assert.deepEqual(await (await fetch(`${url}/open/%E0%A4%A`)).json(), { word: '%E0%A4%A' }, 'what cannot be decoded stays as it came')
})

test('checks run in order after access, and the first that refuses answers', async () => {
  const { raise, state, journal } = setUp()
  const response = await raise(ANNA, { headers: { 'x-request-id': '' } })
  assert.equal(response.status, 400)
  assert.deepEqual(state.order, ['first', 'second'])
  assert.equal(state.counts.size, 0, 'the handler did not run')
  const [entry] = journal.read()
  assert.equal(entry?.processed, false)
  assert.deepEqual(entry.violations.map(({ rule, pointer }) => [rule, pointer]), [['no-request-id', 'x-request-id']])
  await raise(ANNA, { headers: { authorization: 'Bearer unknown' } })
  assert.equal(state.order.length, 2, 'nothing is checked for somebody who may not in')
})

test('what a route only notes is journalled, and the call goes through', async () => {
  const { raise, journal } = setUp()
  assert.equal((await raise(ANNA, { body: 'not JSON' })).status, 200)
  const [entry] = journal.read()
  assert.equal(entry?.processed, true)
  assert.equal(entry.violations[0]?.rule, 'no-step')
})

test('a path or method that the service does not have is a finding, also where no service is', async () => {
  const { fetch, url, baseUrl, journal } = setUp()
  assert.equal((await fetch(`${url}/Nothing`)).status, 404)
  assert.equal((await fetch(`${url}/Patient/${ANNA}`, { method: 'DELETE' })).status, 404)
  assert.equal((await fetch(`${baseUrl}/nowhere`)).status, 404)
  assert.equal((await fetch(`${baseUrl}/counter/v10/open/x`)).status, 404, 'a longer name is not below the base path')
  const entries = journal.read()
  assert.deepEqual(entries.map(({ service, operation }) => `${service} ${operation}`), ['counter unmatched', 'counter unmatched', 'unmatched unmatched', 'unmatched unmatched'])
  assert.equal(entries[1]?.violations[0]?.rule, 'no-such-operation')
})

test('the body of a service that is not to have one stays away', async () => {
  const service = defineService({
    ...counter,
    routes: [{ operation: 'nothing', method: 'DELETE', path: '/thing', handle: () => ({ status: 204, headers: {}, body: 'left over' }) }],
    unmatched: () => empty(405, { allow: 'DELETE' }),
  })
  const { fetch, baseUrl } = inProcess([service])
  const gone = await fetch(`${baseUrl}/counter/v1/thing`, { method: 'DELETE' })
  assert.deepEqual([gone.status, await gone.text()], [204, ''])
  assert.equal((await fetch(`${baseUrl}/counter/v1/thing`)).headers.get('allow'), 'DELETE')
})

test('too large a body is refused before anybody reads it, announced or not', async () => {
  const { raise, state } = setUp()
  assert.equal((await raise(ANNA, { headers: { 'content-length': String(BODY_LIMIT + 1) } })).status, 413)
  const stream = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(5 * 1024 * 1024)),
  })
  assert.equal((await raise(ANNA, { body: stream, duplex: 'half' } as RequestInit)).status, 413)
  assert.equal(state.counts.size, 0)
})

test('a fault of the harness is thrown, never made into an answer of the service', async () => {
  const { fetch, url, journal } = setUp()
  await assert.rejects(fetch(`${url}/break`, { method: 'POST' }), /a fault of the harness/)
  assert.equal(journal.read()[0]?.status, undefined)
})

test('environments share nothing', async () => {
  const one = setUp()
  const other = setUp()
  await one.raise(ANNA)
  assert.deepEqual(await (await other.read(ANNA)).json(), { count: 0 })
  assert.equal(other.journal.read().length, 1)
})

test('a service whose definition would only fail later is refused at once', () => {
  const [route] = counter.routes
  assert.throws(() => defineService({ ...counter, routes: [route!, route!] }), /operation open is there twice/)
  const { refuseAccess: _refuseAccess, ...without } = counter
  assert.throws(() => defineService(without), /raise has access rules but the service has no refuseAccess/)
})
