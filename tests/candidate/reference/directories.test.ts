import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOdsCode } from '../../../candidate/reference/directories/look-up.ts'
import { inOrder } from '../../../candidate/reference/national/dos.ts'
import { readWorker } from '../../../candidate/reference/national/healthcare-worker.ts'

const ORDER = 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganizationEndpointOrder'

test('addresses stand in the order that the directory gives them; those without one come last', () => {
  const endpoint = (address: string, order?: number) => ({ address, ...(order !== undefined && { extension: [{ url: ORDER, valueInteger: order }] }) })
  assert.deepEqual(inOrder([endpoint('none'), endpoint('second', 2), endpoint('first', 1)]).map(({ address }) => address), ['first', 'second', 'none'])
})

test('somebody is only who was asked about', () => {
  const answer = (status: number, id = '555254239107') => ({ status, headers: {}, body: { person: { id, title: 'Dr', forename: 'Ada', surname: 'Nwosu', orgPersons: [{ orgId: 'A99901', roleProfiles: [{ roleName: 'Nurse' }] }] } }, requestId: 'r' })
  const found = readWorker(answer(200), '555254239107')
  assert.deepEqual(found, { outcome: 'found', worker: { id: '555254239107', name: 'Dr Ada Nwosu', roles: [{ odsCode: 'A99901', name: 'Nurse' }] } })
  assert.throws(() => readWorker(answer(200, '555254239208'), '555254239107'), /cannot be read/)
  assert.deepEqual([readWorker(answer(404), '1'), readWorker(answer(410), '1')], [{ outcome: 'unknown' }, { outcome: 'closed' }])
  assert.throws(() => readWorker(answer(500), '1'), /has failed/)
})

test('what is no ODS code is not taken for one', () => {
  assert.deepEqual(['A81001', 'QZZ', 'RZ901'].map(isOdsCode), [true, true, true])
  assert.deepEqual(['HG1 5AA', 'a81001', 'AB', 'Hollins Pharmacy'].map(isOdsCode), [false, false, false, false])
})
