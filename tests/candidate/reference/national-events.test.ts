import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RegisteredPatient } from '../../../candidate/reference/demographics/patient.ts'
import { readStatusEvents, stateAfterStatus } from '../../../candidate/reference/invitations/take-status.ts'
import { isNews, readSignal } from '../../../candidate/reference/notifications/take-signal.ts'
import { Refusal } from '../../../candidate/reference/refusal.ts'
import { readSpec, specFiles, withoutSpecs } from '../../mocks/contract.ts'

const patientAt = (nationalVersion: string) => ({ nationalVersion }) as RegisteredPatient
const signal = (version?: number) => ({ id: 'e', type: 'pds-record-change-2', nhsNumber: '9990548609', ...(version !== undefined && { version }) })

test('a signal is news when its version is later, by number; one without a version always is', () => {
  assert.equal(isNews(patientAt('W/"9"'), signal(10)), true)
  assert.equal(isNews(patientAt('W/"10"'), signal(9)), false)
  assert.equal(isNews(patientAt('W/"10"'), signal(10)), false)
  assert.equal(isNews(patientAt('W/"10"'), signal()), true)
})

test('a signal that is none is told from one', () => {
  for (const content of ['', '[]', '{}', '<Bundle/>', '{"entry":[{}]}', '{"entry":[{"resource":{"id":"x","parameter":[]}}]}', '{"entry":{"0":1}}']) assert.equal(readSignal(content), undefined, content)
})

test('every published signal can be read', { skip: withoutSpecs }, () => {
  for (const file of specFiles('mns/signal-schemas/examples', /signal\.json$/)) {
    const read = readSignal(readSpec('mns', 'signal-schemas', 'examples', file))
    assert.equal(read?.type, file.split('/')[0], file)
    assert.match(read?.nhsNumber ?? '', /^\d{10}$/, file)
  }
})

test('the published callback can be read; events of channels are left alone, and what is none is refused', { skip: withoutSpecs }, () => {
  const published = (name: string) => JSON.parse(readSpec('nhs-notify', 'examples-from-oas', `POST__client-provided-${name}-status-URI`, 'request', 'synthesised-from-schema.json')) as Record<string, unknown>
  const [event] = readStatusEvents(published('message'))
  assert.deepEqual([event?.reference, event?.status, event?.at], ['1642109b-69eb-447f-8f97-ab70a74f5db4', 'sending', '2023-11-17T14:27:51.413Z'])
  assert.deepEqual(readStatusEvents(published('channel')), [])
  for (const body of [{}, { data: [] }, { data: [{}] }, { data: [{ type: 'MessageStatus', attributes: { messageReference: 'x' } }] }]) assert.throws(() => readStatusEvents(body), Refusal)
})

test('callbacks overtake each other: an older one changes nothing, and an end stays an end', () => {
  const recipient = (state: 'waiting' | 'delivered' | 'failed', toldAt?: string) => ({ patientId: '1', nhsNumber: '9990548609', state, ...(toldAt !== undefined && { toldAt }) })
  const event = (status: string, at: string) => ({ key: 'k', reference: 'r', messageId: 'm', status, at })
  const [early, late] = ['2026-03-10T12:00:00.000Z', '2026-03-10T12:00:01.000Z']
  assert.equal(stateAfterStatus(recipient('waiting'), event('delivered', early)), 'delivered')
  assert.equal(stateAfterStatus(recipient('delivered', late), event('failed', early)), undefined)
  assert.equal(stateAfterStatus(recipient('delivered', early), event('sending', late)), undefined)
  assert.equal(stateAfterStatus(recipient('failed', early), event('delivered', late)), 'delivered')
})
