import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Grant } from '../../../mocks/kit/identity.ts'
import { ANNA, setUp } from './counter.ts'

async function attempt(authorization: string | undefined, grant: Partial<Grant> = {}, minutesLater = 0) {
  const { fetch, url, environment, journal } = setUp(grant)
  environment.clock.advance(minutesLater * 60_000)
  const response = await fetch(`${url}/Patient/${ANNA}`, { method: 'POST', headers: { 'x-request-id': 'r', ...(authorization !== undefined && { authorization }) } })
  return `${response.status} ${journal.read()[0]?.violations.find(({ rule }) => rule.startsWith('access'))?.rule ?? 'in'}`
}

test('each way to present a token wrongly is told apart', async () => {
  assert.equal(await attempt('Bearer token'), '200 in')
  assert.equal(await attempt(undefined), '401 access-missing')
  assert.equal(await attempt(''), '401 access-empty')
  assert.equal(await attempt('Bearer '), '401 access-malformed')
  assert.equal(await attempt('Basic token'), '401 access-malformed')
  assert.equal(await attempt('bearer token'), '401 access-malformed')
  assert.equal(await attempt('Bearer never-issued'), '401 access-unknown-token')
})

test('a candidate that was there before may come with a token of before: it is refused, for ten minutes without being blamed', async () => {
  const { fetch, url, environment, journal } = setUp({})
  environment.livesOn = true
  const statuses: string[] = []
  for (const minutesLater of [0, 9, 2]) {
    environment.clock.advance(minutesLater * 60_000)
    const { status } = await fetch(`${url}/Patient/${ANNA}`, { method: 'POST', headers: { 'x-request-id': 'r', authorization: 'Bearer of-before' } })
    statuses.push(`${status} ${journal.read().at(-1)?.violations.map(({ rule }) => rule).join()}`)
  }
  assert.deepEqual(statuses, ['401 ', '401 ', '401 access-unknown-token'])
})

test('a token ends when the clock of its environment says so', async () => {
  assert.equal(await attempt('Bearer token', {}, 59), '200 in')
  assert.equal(await attempt('Bearer token', {}, 60), '401 access-expired')
})

test('a token of the wrong kind or level is not let in', async () => {
  const worker = { kind: 'healthcare-worker' as const, userId: 'u', roles: [] }
  assert.equal(await attempt('Bearer token', { ...worker, aal: 3 }), '200 in')
  assert.equal(await attempt('Bearer token', { ...worker, aal: 2 }), '403 access-wrong-kind')
  const patient = { kind: 'patient' as const, nhsNumber: ANNA }
  assert.equal(await attempt('Bearer token', { ...patient, proofing: 'P9' }), '200 in')
  assert.equal(await attempt('Bearer token', { ...patient, proofing: 'P5' }), '403 access-wrong-kind')
})
