import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cancellation, epsWorld, order, resource } from './eps-fixture.ts'

test('a prescription is prepared, signed, sent, seen, and an item of it cancelled', async () => {
  const eps = epsWorld()
  const message = order({ environment: eps.environment, nominated: 'FZ901', items: [{}, { code: '322236009', display: 'Paracetamol 500mg tablets' }] })
  const { answer } = await eps.send(message)
  assert.equal(answer.status, 200)
  assert.deepEqual(answer.body.issue, [{ severity: 'information', code: 'informational' }])
  assert.deepEqual(eps.lastViolations(), [])

  const prescriptionId = resource(message, 'MedicationRequest').groupIdentifier.value
  const seen = eps.controls.readPrescription(eps.state, { prescriptionId }, eps.environment)!
  assert.equal(seen.statusName, 'To be Dispensed')
  assert.equal(seen.nominatedDispenser, 'FZ901')
  assert.deepEqual(seen.items.map((item) => [item.medication.display, item.statusName]), [
    ['Amoxicillin 250mg capsules', 'Item to be dispensed'],
    ['Paracetamol 500mg tablets', 'Item to be dispensed'],
  ])

  const cancelled = await eps.post('$process-message', cancellation(message))
  assert.equal(cancelled.status, 200)
  assert.deepEqual(eps.controls.readPrescription(eps.state, { prescriptionId }, eps.environment)!.items.map((item) => item.status), ['0005', '0007'])
})
