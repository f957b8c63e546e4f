import assert from 'node:assert/strict'
import { test } from 'node:test'
import { order, type Json } from './eps-messages.ts'
import { DAY, told, withPrescription } from './eps-prescription.ts'

// Time and dispensers.

test('a dispenser gets a prescription once, and learns why not', async () => {
  const { release, giveBack, dispense, cancel, expire, eps } = await withPrescription()
  assert.deepEqual(release('FZ901'), { outcome: 'released' })
  assert.deepEqual(release('FZ902'), {
    outcome: 'rejected',
    code: 'PRESCRIPTION_WITH_ANOTHER_DISPENSER',
    display: 'Prescription is with another dispenser',
  })
  giveBack()
  assert.deepEqual(release('FZ902'), { outcome: 'released' })
  dispense()
  assert.equal((release('FZ901') as Json).code, 'PRESCRIPTION_DISPENSED')
  expire()
  assert.equal(eps.controls.readPrescription(eps.state, { prescriptionId: 'none' }, eps.environment), null)
  assert.deepEqual(told(await cancel()), [400, 'R-0004', 'completed'])
  assert.equal(
    (eps.controls.release(eps.state, { prescriptionId: 'none', organisation: 'FZ901' }, eps.environment) as Json).code,
    'RESOURCE_NOT_FOUND',
  )
})

test('a pharmacy takes what is nominated to it', async () => {
  const { eps, prescriptionId } = await withPrescription({ nominated: 'FZ901' })
  await eps.send(order({ environment: eps.environment, nominated: 'FZ902' }))
  assert.deepEqual(eps.controls.releaseNominated(eps.state, { organisation: 'FZ901' }, eps.environment), { released: [prescriptionId] })
  assert.deepEqual(eps.controls.releaseNominated(eps.state, { organisation: 'FZ901' }, eps.environment), { released: [] })
})

test('six months, or 28 days for a controlled drug, then it has expired', async () => {
  const plain = await withPrescription()
  plain.eps.environment.clock.advance(150 * DAY)
  assert.equal(plain.read().status, '0001')
  plain.eps.environment.clock.advance(40 * DAY)
  assert.deepEqual([plain.read().statusName, plain.read().items[0]!.status], ['Expired', '0006'])
  assert.equal((plain.release() as Json).code, 'PRESCRIPTION_EXPIRED')

  const controlled = await withPrescription({ items: [{ code: '321196004', display: 'Diazepam 2mg tablets' }] })
  controlled.eps.environment.clock.advance(29 * DAY)
  assert.equal(controlled.read().statusName, 'Expired')
})

test('a prescription for later waits, and can be cancelled meanwhile', async () => {
  const from = new Date(Date.now() + 14 * DAY).toISOString().slice(0, 10)
  const { read, release, eps, cancel } = await withPrescription({ from })
  assert.equal(read().statusName, 'Awaiting Release Ready')
  assert.equal((release() as Json).outcome, 'rejected')
  eps.environment.clock.advance(15 * DAY)
  assert.equal(read().statusName, 'To be Dispensed')
  assert.deepEqual(told(await cancel()), [200, 'R-0001', 'cancelled'])
})

test('repeat dispensing: one issue after the other, each in its time; cancelling ends what is left', async () => {
  const { read, release, dispense, eps, cancel } = await withPrescription({ course: 'continuous-repeat-dispensing', repeats: 2 })
  assert.equal(read().treatmentType, '0003')
  assert.deepEqual(
    read().issues.map((issue) => issue.status),
    ['0001', '0000', '0000'],
  )
  release()
  dispense()
  assert.deepEqual(
    read().issues.map((issue) => issue.status),
    ['0006', '0000', '0000'],
  )
  eps.environment.clock.advance(22 * DAY)
  assert.deepEqual(
    read().issues.map((issue) => issue.status),
    ['0006', '0001', '0000'],
  )
  assert.equal(read().issueNumber, 2)
  assert.deepEqual(told(await cancel()), [200, 'R-0001', 'cancelled'])
  assert.deepEqual(
    read().issues.map((issue) => issue.status),
    ['0006', '0005', '0005'],
  )
})

test('controls say what is wrong with what they are asked', async () => {
  const { dispense, giveBack, release, eps } = await withPrescription()
  assert.throws(() => dispense(), /no dispenser has it/)
  assert.throws(() => giveBack(), /no dispenser has it/)
  assert.throws(() => release('FX999'), /config\/world\.yaml has no such organisation/)
  await assert.rejects(eps.controls.issuePrescriberCertificate(eps.state, { userId: '1' }, eps.environment), /nobody has the user id 1/)
})
