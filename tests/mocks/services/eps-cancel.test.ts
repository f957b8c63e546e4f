import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { cancellation, order, resource, staff, type Json } from './eps-messages.ts'
import { told, withPrescription } from './eps-prescription.ts'

// Cancelling.

test('an item not yet released is cancelled; the last one takes the prescription with it', async () => {
  const { cancel, read, eps } = await withPrescription({ items: [{}, {}] })
  assert.deepEqual(told(await cancel({ item: 0, reason: '0002' })), [200, 'R-0001', 'cancelled'])
  assert.deepEqual([read().status, ...read().items.map((item) => item.status)], ['0001', '0005', '0007'])
  assert.equal(read().items[0]!.cancelled!.reason, '0002')
  assert.deepEqual(told(await cancel({ item: 0 })), [400, 'R-0006', 'cancelled'])
  assert.deepEqual(told(await cancel({ item: 1 })), [200, 'R-0001', 'cancelled'])
  assert.equal(read().statusName, 'Cancelled')
  assert.deepEqual(eps.lastViolations(), [])
})

test('a cancellation sent twice is one cancellation', async () => {
  const { eps, message } = await withPrescription()
  const cancel = cancellation(message)
  const first = await eps.post('$process-message', cancel)
  const second = await eps.post('$process-message', cancel)
  assert.deepEqual([first.status, second.status], [200, 200])
  assert.equal(first.text, second.text)
})

test('with a dispenser: marked, told who has it, and cancelled when it comes back', async () => {
  const { cancel, read, release, giveBack, eps, prescriptionId, message } = await withPrescription({ items: [{}, {}] })
  release('FZ902')
  const answer = await cancel()
  assert.deepEqual(told(answer), [400, 'R-0002', 'active'])
  const performer = resource(answer.body, 'MedicationRequest').dispenseRequest.performer
  assert.deepEqual([performer.identifier.value, performer.display], ['FZ902', 'Riverside Chemist'])
  assert.ok(
    answer.body.entry.some(
      (entry: Json) => entry.resource.resourceType === 'Organization' && entry.resource.telecom[0].value === '01423550202',
    ),
  )
  assert.deepEqual(
    read().items.map((item) => [item.status, Boolean(item.pendingCancellation)]),
    [
      ['0008', true],
      ['0008', false],
    ],
  )

  giveBack()
  assert.deepEqual([read().status, ...read().items.map((item) => item.status)], ['0001', '0005', '0007'])
  const lineItemId = resource(message, 'MedicationRequest').identifier[0].value
  assert.deepEqual(
    eps.controls.listSubsequentCancellations(eps.state, {}).map(({ at: _at, messageId: _message, ...rest }) => rest),
    [{ prescriptionId, lineItemId, outcome: 'R-0001' }],
  )
})

test('with a dispenser who hands it out after all: dispensed', async () => {
  const { cancel, read, release, dispense } = await withPrescription()
  release()
  await cancel()
  dispense()
  assert.equal(read().statusName, 'Dispensed')
  assert.deepEqual(told(await cancel()), [400, 'R-0004', 'completed'])
})

test('a second prescriber asks while the first already has', async () => {
  const { cancel, release } = await withPrescription()
  release()
  assert.deepEqual(told(await cancel()), [400, 'R-0002', 'active'])
  assert.deepEqual(told(await cancel({ by: 'second GP' })), [400, 'R-0007', 'unknown'])
  assert.deepEqual(told(await cancel()), [400, 'R-0002', 'active'])
})

test('partly dispensed: the open item is marked, the other is past cancelling', async () => {
  const { cancel, read, release, dispense, message } = await withPrescription({ items: [{}, {}] })
  release()
  dispense([{ lineItemId: resource(message, 'MedicationRequest').identifier[0].value }])
  assert.equal(read().statusName, 'With Dispenser - Active')
  assert.deepEqual(told(await cancel({ item: 0 })), [400, 'R-0004', 'completed'])
  assert.deepEqual(told(await cancel({ item: 1 })), [400, 'R-0003', 'active'])
})

test('expired, not dispensed, unknown, of another patient, switched off', async () => {
  const expired = await withPrescription()
  expired.expire()
  assert.deepEqual(told(await expired.cancel()), [400, 'R-0005', 'stopped'])

  const left = await withPrescription()
  left.release()
  left.notDispense()
  assert.equal(left.read().statusName, 'Not Dispensed')
  assert.deepEqual(told(await left.cancel()), [400, 'R-0010', 'stopped'])

  const { eps, message, cancel } = await withPrescription()
  assert.deepEqual(told(await eps.post('$process-message', cancellation(order({ environment: eps.environment })))), [
    400,
    'R-0008',
    undefined,
  ])
  const item = cancellation(message)
  resource(item, 'MedicationRequest').identifier[0].value = randomUUID()
  assert.deepEqual(told(await eps.post('$process-message', item)), [400, 'R-0008', undefined])
  const patient = cancellation(message)
  resource(patient, 'Patient').identifier[0].value = '9990000026'
  const mismatch = await eps.post('$process-message', patient)
  assert.deepEqual(told(mismatch), [400, 'R-5000', undefined])
  assert.equal(
    mismatch.body.issue[0].details.coding[0].display,
    'Unable to process message. Information missing or invalid - Mismatch between prescription and cancellation NHSNumber',
  )
  eps.controls.setFeatures(eps.state, { cancellation: false })
  assert.deepEqual(told(await cancel()), [400, 'R-0009', undefined])
})

test('the answer names the canceller as responsible and the author as requester', async () => {
  const { cancel } = await withPrescription()
  const { body } = await cancel({ by: 'medical secretary' })
  const item = resource(body, 'MedicationRequest')
  const roleOf = (reference: string) => body.entry.find((entry: Json) => entry.fullUrl === reference).resource.identifier[0].value
  assert.equal(roleOf(item.extension[1].valueReference.reference), staff('medical secretary').roles[0]!.id)
  assert.equal(roleOf(item.requester.reference), staff('GP').roles[0]!.id)
})

test('who may neither prescribe nor cancel is noted', async () => {
  const { eps, cancel } = await withPrescription()
  await cancel({ by: 'receptionist' })
  assert.deepEqual(eps.lastViolations(), ['role-may-not-cancel'])
})
