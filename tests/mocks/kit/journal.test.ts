import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Journal } from '../../../mocks/kit/journal.ts'
import { ANNA, BEN, setUp } from './counter.ts'

test('an exchange is kept as it was, with the time of the environment beside the real one', async () => {
  const { raise, journal, environment } = setUp()
  environment.clock.advance(3600_000)
  environment.identity.tokens.get('token')!.expiresAt = Infinity
  const before = Date.now()
  await raise(ANNA, { headers: { 'x-trace': 'ä'.normalize() } })
  const [entry] = journal.read()
  assert.equal(entry?.seq, 1)
  assert.equal(entry.method, 'POST')
  assert.equal(entry.url, `/counter/v1/Patient/${ANNA}`)
  assert.equal(entry.requestHeaders['x-request-id'], 'r-1')
  assert.equal(entry.requestBody, '{"by":1}')
  assert.deepEqual([entry.status, entry.responseBody, entry.responseHeaders?.['content-type']], [200, '{"count":1}', 'application/json'])
  assert.equal(entry.subject, ANNA)
  assert.ok(entry.at >= before && entry.at <= Date.now())
  assert.ok(Math.abs(entry.environmentTime - entry.at - 3600_000) < 1000)
  assert.ok(entry.durationMs >= 0)
})

test('a body that is not text is kept all the same', async () => {
  const { raise, journal } = setUp()
  await raise(ANNA, { body: new Uint8Array([0xff, 0xfe, 0x00]) })
  assert.equal(journal.read()[0]?.requestBody, '[3 bytes, not text] //4A')
})

test('entries are found by service, operation, patient, header and position', async () => {
  const { raise, read, journal } = setUp()
  await raise(ANNA)
  const position = journal.position
  await raise(BEN, { headers: { 'x-request-id': 'r-2' } })
  await read(ANNA)
  const numbers = (query?: Parameters<typeof journal.read>[0]) => journal.read(query).map(({ seq }) => seq)
  assert.deepEqual(numbers(), [1, 2, 3])
  assert.deepEqual(numbers({ operation: 'raise' }), [1, 2])
  assert.deepEqual(numbers({ subject: ANNA }), [1, 3])
  assert.deepEqual(numbers({ subject: ANNA, operation: 'raise' }), [1])
  assert.deepEqual(numbers({ since: position }), [2, 3])
  assert.deepEqual(numbers({ since: 99 }), [])
  assert.deepEqual(numbers({ header: { name: 'X-Request-ID', value: 'r-2' } }), [2])
  assert.deepEqual(numbers({ service: 'pds' }), [])
})

test('beyond its limit the oldest entries go, counted, and positions stay true', () => {
  const journal = new Journal()
  const entry = { service: 's', operation: 'o', at: 0, environmentTime: 0, durationMs: 0, method: 'GET', url: '/', headers: [], requestBody: undefined, reply: undefined, violations: [], fault: undefined, subject: undefined, processed: true }
  for (let i = 0; i < 220_001; i++) journal.add({ ...entry })
  assert.equal(journal.dropped, 20_001)
  assert.equal(journal.position, 220_001)
  assert.deepEqual(journal.read({ since: 220_000 }).map(({ seq }) => seq), [220_001])
  assert.equal(journal.read()[0]?.seq, 20_002)
})

test('a journal keeps within its limits: the oldest go, are counted, and what was answered late does not count', () => {
  const entry = (n: number) => ({ service: 's', operation: 'o', at: 0, environmentTime: 0, durationMs: 0, method: 'POST', url: `/${n}`, headers: [], requestBody: new Uint8Array(1000), reply: undefined, violations: [], fault: undefined, subject: undefined, processed: true })
  const byCount = new Journal({ entries: 10, bytes: 1e9 })
  for (let n = 1; n <= 35; n++) byCount.add(entry(n))
  const kept = byCount.read()
  assert.ok(kept.length >= 10 && kept.length <= 11)
  assert.equal(kept.length + byCount.dropped, 35)
  assert.deepEqual([kept.at(-1)?.seq, kept[0]?.seq], [35, byCount.dropped + 1])
  assert.equal(byCount.entry(1), undefined)
  assert.equal(byCount.entry(35)?.url, '/35')

  const bySize = new Journal({ entries: 1000, bytes: 20_000 })
  const raws = Array.from({ length: 40 }, (_, n) => bySize.add(entry(n + 1)))
  assert.ok(bySize.dropped > 20, 'bodies count')
  bySize.answered(raws[0]!, { status: 200, headers: {}, body: 'x'.repeat(1e6) })
  const before = bySize.dropped
  bySize.add(entry(41))
  assert.ok(bySize.dropped - before <= 3, 'the late answer of one that is gone pushes nothing out')
  bySize.answered(raws[39]!, { status: 200, headers: {}, body: 'x'.repeat(1e6) })
  assert.deepEqual(bySize.read().map(({ seq }) => seq), [41], 'the newest is kept, however large the one before has become')
})

test('a list of the newest reads no bodies, pages back, and finds what meets a condition', () => {
  const journal = new Journal()
  for (let n = 1; n <= 50; n++) journal.add({ service: n % 2 ? 'odd' : 'even', operation: 'o', at: 0, environmentTime: 0, durationMs: 0, method: 'GET', url: `/${n}`, headers: [], requestBody: undefined, reply: undefined, violations: [], fault: undefined, subject: undefined, processed: true })
  const seqs = (...args: Parameters<Journal['newest']>) => journal.newest(...args).map(({ seq }) => seq)
  assert.deepEqual(seqs(3), [50, 49, 48])
  assert.deepEqual(seqs(3, { before: 11 }), [10, 9, 8])
  assert.deepEqual(seqs(10, { since: 47 }), [50, 49, 48])
  assert.deepEqual(seqs(2, { before: 11, where: ({ service }) => service === 'odd' }), [9, 7])
  assert.deepEqual(seqs(1, { before: 6, since: 4 }), [5])
})
