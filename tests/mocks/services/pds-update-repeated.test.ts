import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { world } from './pds-update-world.ts'

describe('PDS: slow updates and repeated requests', () => {
  const MOBILE = [{ op: 'replace', path: '/gender', value: 'unknown' }]

  it('gives the first result to the same X-Request-ID, without updating twice', async () => {
    const { patch, record } = world()
    const headers = { 'x-request-id': randomUUID(), 'if-match': 'W/"2"' }
    const first = await patch(MOBILE, { headers })
    const second = await patch(MOBILE, { headers })
    assert.deepEqual([first.status, second.status], [200, 200])
    assert.deepEqual(second.body, first.body)
    assert.equal(record().version, 3)
  })

  it('does not carry out another update under an X-Request-ID it knows, and says so', async () => {
    const { patch, record, last } = world()
    const headers = { 'x-request-id': randomUUID() }
    await patch(MOBILE, { headers })
    const second = await patch([{ op: 'replace', path: '/gender', value: 'male' }], { headers })
    assert.equal(second.status, 200)
    assert.equal(second.body.gender, 'unknown')
    assert.equal(record().version, 3)
    assert.equal(last().violations[0]?.rule, 'request-id-reused')
  })

  it('answers 503 with Retry-After when an update takes long, and the result when asked again in time', async () => {
    const { patch, record, controls, state, environment, nhsNumber, last } = world()
    controls.slowUpdates(state, { nhsNumber, seconds: 12, retryAfter: 3 })
    const headers = { 'x-request-id': randomUUID(), 'if-match': 'W/"2"' }
    const slow = await patch(MOBILE, { headers })
    assert.deepEqual([slow.status, slow.code, slow.headers.get('retry-after')], [503, 'SERVICE_UNAVAILABLE', '3'])
    assert.match(slow.diagnostics!, /Using the same 'X-Request-ID' header, retry your request/)
    assert.equal(record().version, 2, 'it has not taken effect yet')
    assert.equal((await patch(MOBILE, { headers })).status, 503)
    assert.equal(last().violations[0]?.rule, 'retried-too-early')
    environment.clock.advance(13_000)
    const answer = await patch(MOBILE, { headers })
    assert.deepEqual([answer.status, answer.body.gender], [200, 'unknown'])
    assert.deepEqual(last().violations, [])
    assert.equal(record().version, 3)
  })

  it('takes effect although nobody asks again', async () => {
    const { patch, get, controls, state, environment, nhsNumber } = world()
    controls.slowUpdates(state, { seconds: 12 })
    await patch(MOBILE)
    environment.clock.advance(12_001)
    assert.equal((await get(`/Patient/${nhsNumber}`)).body.gender, 'unknown')
  })

  it('makes a second update under a new X-Request-ID wait its turn, and lose', async () => {
    const { patch, record, controls, state } = world()
    controls.slowUpdates(state, { seconds: 12 })
    assert.equal((await patch(MOBILE, { headers: { 'if-match': 'W/"2"' } })).status, 503)
    assert.equal((await patch(MOBILE, { headers: { 'if-match': 'W/"2"' } })).status, 409)
    assert.equal(record().version, 3)
  })

  it('waits as long as X-Sync-Wait asks, within its bounds', async () => {
    const { patch, controls, state } = world()
    controls.slowUpdates(state, { seconds: 12, times: 3 })
    assert.equal((await patch(MOBILE, { headers: { 'x-sync-wait': '20' } })).status, 200)
    assert.equal((await patch([{ op: 'replace', path: '/gender', value: 'male' }], { headers: { 'x-sync-wait': '60' } })).status, 503, 'out of bounds: 10 s hold')
  })

  it('carries out an update whose answer a fault loses, and repeats the result', async () => {
    const { patch, environment, record, nhsNumber } = world()
    environment.faults.inject({ service: 'pds', operation: 'updatePatient', subject: nhsNumber, kind: 'error', name: 'SERVICE_UNAVAILABLE', processed: true })
    const headers = { 'x-request-id': randomUUID(), 'if-match': 'W/"2"' }
    const lost = await patch(MOBILE, { headers })
    assert.deepEqual([lost.status, lost.headers.get('retry-after')], [503, '5'])
    assert.equal((await patch(MOBILE, { headers })).status, 200)
    assert.equal(record().version, 3)
  })
})
