import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../../candidate/reference/national/answer.ts'
import { rolesIn, type ProxyRole } from '../../../candidate/reference/national/validated-relationships.ts'
import { isInForce } from '../../../candidate/reference/proxy-access/acting-for.ts'
import { birthday, stageOf } from '../../../candidate/reference/proxy-access/age.ts'

const NOW = '2026-05-10T12:00:00.000Z'
const role = (changes: Partial<ProxyRole> = {}): ProxyRole => ({ id: '1', status: 'active', patient: '9990000018', proxy: '9990000026', basis: 'consent', granted: true, ...changes })

test('who decides for somebody changes on their birthdays', () => {
  assert.equal(stageOf('2015-05-11', '2026-05-10'), 'child')
  assert.equal(stageOf('2015-05-10', '2026-05-10'), 'young')
  assert.equal(stageOf('2010-05-11', '2026-05-10'), 'young')
  assert.equal(stageOf('2010-05-10', '2026-05-10'), 'adult')
})

test('somebody born on 29 February has their birthday on 1 March in other years', () => {
  assert.equal(birthday('2012-02-29', 11), '2023-03-01')
  assert.equal(birthday('2012-02-29', 16), '2028-02-29')
})

test('a role is in force while it is active, within its time, and its basis holds', () => {
  const inForce = (changes: Partial<ProxyRole>, birthDate = '1984-03-14') => isInForce(role(changes), birthDate, NOW)
  assert.equal(inForce({}), true)
  assert.equal(inForce({ from: '2026-05-10T11:00:00Z', until: '2026-05-10' }), true)
  for (const ended of [{ status: 'proposed' }, { status: 'inactive' }, { from: '2026-05-11T00:00:00Z' }, { until: '2026-05-10T12:00:00Z' }, { until: '2026-05-09' }]) assert.equal(inForce(ended), false, JSON.stringify(ended))
  assert.equal(inForce({ basis: 'parental-responsibility' }, '2018-01-01'), true)
  assert.equal(inForce({ basis: 'parental-responsibility' }, '2010-05-10'), false)
})

test('roles come with the names of who is included, and an empty searchset is nobody', () => {
  const answer = (body: Record<string, unknown>): Answer => ({ status: 200, headers: {}, body, requestId: 'r' })
  const consent = { resourceType: 'Consent', id: '1', status: 'active', patient: { identifier: { value: '9990000018' } }, performer: [{ identifier: { value: '9990000026' } }], provision: { period: { end: '2027-01-01' } } }
  const patient = { resourceType: 'Patient', id: 'BBB1111', identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000026' }], name: [{ given: ['Peter'], family: 'Lindqvist' }] }
  const [found] = rolesIn(answer({ resourceType: 'Bundle', entry: [{ resource: patient }, { resource: consent }] }))
  assert.deepEqual([found?.proxy, found?.name, found?.until, found?.granted], ['9990000026', 'Peter Lindqvist', '2027-01-01', false])
  assert.deepEqual(rolesIn(answer({ resourceType: 'Bundle', total: 0 })), [])
  assert.throws(() => rolesIn(answer({ resourceType: 'OperationOutcome' })), /cannot be read/)
})
