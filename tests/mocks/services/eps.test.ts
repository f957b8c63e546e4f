import 'reflect-metadata'
import assert from 'node:assert/strict'
import { generateKeyPairSync, randomUUID, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import * as x509 from '@peculiar/x509'
import { service } from '../../../mocks/services/eps/service.ts'
import { cancellation, epsWorld, order, PATIENT, resource, staff, type Json } from './eps-fixture.ts'

const DAY = 24 * 60 * 60 * 1000
const idOf = (message: Json): string => resource(message, 'MedicationRequest').groupIdentifier.value

/** A world with one prescription in it, and short ways to act on that. */
async function withPrescription(input: Omit<Parameters<typeof order>[0], 'environment'> = {}) {
  const eps = epsWorld()
  const { message, answer } = await eps.send(order({ environment: eps.environment, ...input }))
  assert.equal(answer.status, 200, answer.text)
  const prescriptionId = idOf(message)
  const act = {
    read: () => eps.controls.readPrescription(eps.state, { prescriptionId }, eps.environment)!,
    release: (organisation = 'FZ901') => eps.controls.release(eps.state, { prescriptionId, organisation }, eps.environment),
    dispense: (items?: Parameters<typeof eps.controls.dispense>[1]['items']) =>
      eps.controls.dispense(eps.state, { prescriptionId, ...(items && { items }) }, eps.environment),
    notDispense: () => eps.controls.notDispense(eps.state, { prescriptionId }, eps.environment),
    giveBack: () => eps.controls.returnToSpine(eps.state, { prescriptionId }, eps.environment),
    expire: () => eps.controls.expire(eps.state, { prescriptionId }, eps.environment),
    cancel: (options: Parameters<typeof cancellation>[1] = {}) =>
      eps.post('$process-message', cancellation(message, options), { persona: options.by ?? 'GP' }),
  }
  return { eps, message, prescriptionId, ...act }
}

/** What a cancellation was answered with: status, code, and the state the item is told to be in. */
function told(answer: { status: number; body: Json }): [number, string, string | undefined] {
  if (answer.body.resourceType === 'OperationOutcome') return [answer.status, answer.body.issue[0].details.coding[0].code, undefined]
  const item = resource(answer.body, 'MedicationRequest')
  return [answer.status, item.extension[0].extension[0].valueCoding.code, item.status]
}

test('a prescription is prepared, signed, sent and seen', async () => {
  const { eps, read, message } = await withPrescription({
    nominated: 'FZ901',
    items: [{}, { code: '322236009', display: 'Paracetamol 500mg tablets' }],
  })
  assert.deepEqual(eps.lastViolations(), [])
  const seen = read()
  assert.equal(seen.statusName, 'To be Dispensed')
  assert.equal(seen.nominatedDispenser, 'FZ901')
  assert.equal(seen.prescriber.userId, staff('GP').id)
  assert.deepEqual(
    seen.items.map((item) => [item.medication.display, item.quantity.value, item.statusName]),
    [
      ['Amoxicillin 250mg capsules', '21', 'Item to be dispensed'],
      ['Paracetamol 500mg tablets', '21', 'Item to be dispensed'],
    ],
  )
  assert.deepEqual(
    eps.controls.listPrescriptions(eps.state, { nhsNumber: PATIENT }, eps.environment).map(({ id }) => id),
    [idOf(message)],
  )
  assert.deepEqual(eps.controls.readMessage(eps.state, { prescriptionId: idOf(message) }), message)
  assert.equal(eps.environment.journal.read().at(-1)!.subject, PATIENT)
})

test('answers carry the media type and the ids of the request', async () => {
  const eps = epsWorld()
  const id = randomUUID()
  const { headers } = await eps.post('$prepare', order({ environment: eps.environment }), {
    headers: { 'x-request-id': id, 'x-correlation-id': 'abc' },
  })
  assert.equal(headers.get('content-type'), 'application/fhir+json; fhirVersion=4.0')
  assert.equal(headers.get('x-request-id'), id)
  assert.equal(headers.get('x-correlation-id'), 'abc')
})

test('$prepare says when; signing for another moment is another prescription', async () => {
  const eps = epsWorld()
  eps.environment.clock.set(Date.UTC(2026, 5, 1, 8, 30, 15))
  const { body } = await eps.post('$prepare', order({ environment: eps.environment }))
  assert.deepEqual(
    body.parameter.map((parameter: Json) => parameter.name),
    ['digest', 'timestamp', 'algorithm'],
  )
  assert.equal(body.parameter[1].valueString, '2026-06-01T08:30:15+00:00')
  assert.equal(eps.state.prescriptions.size, 0)
})

// Who may call.

test('only a healthcare worker at AAL3 gets in', async () => {
  const eps = epsWorld()
  const message = order({ environment: eps.environment })
  const answer = async (headers: Record<string, string | undefined>, persona = 'GP') => {
    const { status, body } = await eps.post('$prepare', message, { persona, headers })
    return [status, body.issue[0].details?.coding[0].code ?? body.issue[0].diagnostics]
  }
  for (const authorization of [undefined, '', 'Basic x', 'Bearer unknown'])
    assert.deepEqual(await answer({ authorization }), [401, 'ACCESS_DENIED'], authorization)
  assert.deepEqual(await answer({ authorization: `Bearer ${eps.tokenFor('GP', { expiresAt: 0 })}` }), [401, 'ACCESS_DENIED'])
  assert.deepEqual(await answer({}, 'GP without a smartcard'), [
    403,
    'Your app does not have permission to access prescribing functionality.',
  ])
  assert.deepEqual(await answer({ authorization: `Bearer ${eps.tokenFor('GP', { kind: 'application' } as never)}` }), [
    403,
    'Prescribing functionality can only be accessed using the user-restricted access mode.',
  ])
})

test('the session role and the request id are demanded', async () => {
  const eps = epsWorld()
  const message = order({ environment: eps.environment })
  const role = await eps.post('$prepare', message, { headers: { 'nhsd-session-urid': undefined } })
  assert.equal(role.status, 401)
  assert.deepEqual(eps.lastViolations(), ['missing-session-urid'])
  assert.equal(
    (await eps.post('$prepare', message, { headers: { 'nhsd-session-urid': staff('receptionist').roles[0]!.id } })).body.issue[0]
      .diagnostics,
    'NHSD-Session-URID is invalid',
  )
  for (const id of [undefined, '17']) {
    const { status, body } = await eps.post('$prepare', message, { headers: { 'x-request-id': id } })
    assert.equal(status, 400)
    assert.equal(body.issue[0].details.coding[0].code, 'MISSING_OR_INVALID_HEADER')
  }
  await eps.post('$prepare', message, { headers: { 'content-type': 'application/json' } })
  assert.deepEqual(eps.lastViolations(), ['content-type'])
})

// The same again.

test('the same message again gets the same answer and makes no second prescription', async () => {
  const { eps, message } = await withPrescription()
  const again = await eps.post('$process-message', message)
  assert.equal(again.status, 200)
  assert.deepEqual(eps.lastViolations(), [])
  assert.equal(eps.state.prescriptions.size, 1)
  assert.equal(eps.controls.listPrescriptions(eps.state, { nhsNumber: PATIENT }, eps.environment).length, 1)
})

test('an answer lost on the way: the identical message finds the prescription taken', async () => {
  const eps = epsWorld()
  const message = await eps.signed(order({ environment: eps.environment }))
  eps.environment.faults.inject({ service: 'eps', operation: 'process-message', kind: 'error', name: 'GATEWAY_TIMEOUT', processed: true })
  const lost = await eps.post('$process-message', message)
  assert.equal(lost.status, 504)
  assert.equal(eps.state.prescriptions.size, 1)
  assert.equal((await eps.post('$process-message', message)).status, 200)
  assert.equal(eps.state.prescriptions.size, 1)
})

test('another message with the same prescription id is a duplicate', async () => {
  const { eps, message } = await withPrescription()
  const other = structuredClone(message)
  other.identifier.value = randomUUID()
  const { status, body } = await eps.post('$process-message', other)
  assert.equal(status, 400)
  assert.deepEqual(body.issue, [
    {
      severity: 'error',
      code: 'duplicate',
      details: {
        coding: [
          {
            system: 'https://fhir.nhs.uk/CodeSystem/EPS-IssueCode',
            code: 'DUPLICATE_PRESCRIPTION_ID',
            display: 'Duplicate prescription ID exists',
          },
        ],
      },
    },
  ])
  assert.deepEqual(eps.lastViolations(), ['spine-duplicate-prescription-id'])
})

test('an item id of another prescription is a duplicate too', async () => {
  const { eps, message } = await withPrescription()
  const { answer } = await eps.send(
    order({ environment: eps.environment, items: [{ id: resource(message, 'MedicationRequest').identifier[0].value.toUpperCase() }] }),
  )
  assert.equal(answer.body.issue[0].details.coding[0].code, 'DUPLICATE_MEDICATIONREQUEST_ID')
})

test('a message id used for something else: the first answer comes back, nothing is taken in, and it is noted', async () => {
  const { eps, message } = await withPrescription()
  const next = order({ environment: eps.environment })
  next.identifier.value = message.identifier.value
  const { answer } = await eps.send(next)
  assert.equal(answer.status, 200)
  assert.equal(eps.state.prescriptions.size, 1)
  assert.deepEqual(eps.lastViolations(), ['message-id-reused'])
})

test('what was refused may be mended and sent under the same id', async () => {
  const eps = epsWorld()
  const message = order({ environment: eps.environment })
  assert.equal((await eps.post('$process-message', message)).status, 400)
  assert.equal((await eps.send(message)).answer.status, 200)
})

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

test('a certificate comes for a public key, a signing request, or with a key of its own', async () => {
  const eps = epsWorld()
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const issued = await eps.controls.issuePrescriberCertificate(
    eps.state,
    { userId: staff('GP').id, publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string },
    eps.environment,
  )
  assert.ok(!('privateKey' in issued))
  assert.equal(new X509Certificate(issued.certificate).subject, 'CN=555254239107_AMARA_NWOSU\nOU=People\nO=nhs')
  assert.ok(new X509Certificate(issued.certificate).publicKey.equals(publicKey))
  assert.ok(new X509Certificate(issued.certificate).verify(new X509Certificate(issued.issuer).publicKey))

  const keys = await crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
    true,
    ['sign', 'verify'],
  )
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: 'CN=ignored',
    keys,
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as never,
  })
  const byRequest = await eps.controls.issuePrescriberCertificate(
    eps.state,
    { userId: staff('GP').id, csr: request.toString('pem') },
    eps.environment,
  )
  assert.match(new X509Certificate(byRequest.certificate).subject, /^CN=555254239107_/)
})

// Everything else.

test('every documented error can be injected', async () => {
  const { eps, message } = await withPrescription()
  for (const name of Object.keys(service.errors)) {
    eps.environment.faults.inject({ service: 'eps', kind: 'error', name })
    const { status, body } = await eps.post('$process-message', cancellation(message))
    assert.equal(status < 400, name === 'R-0001', name)
    assert.ok(body.resourceType === 'OperationOutcome' || body.resourceType === 'Bundle', name)
  }
})

test('$validate looks at the FHIR only', async () => {
  const eps = epsWorld()
  const message = order({ environment: eps.environment })
  resource(message, 'MedicationRequest').intent = 'plan'
  assert.equal((await eps.post('$validate', message)).status, 200)
  delete resource(message, 'MedicationRequest').intent
  const { status, body } = await eps.post('$validate', message)
  assert.equal(status, 400)
  assert.equal(body.issue[0].details.coding[0].display, "ResourceType MedicationRequest must contain 'intent' field")
})

test('$convert gives XML, and refuses what it does not know', async () => {
  const eps = epsWorld()
  const { headers, text } = await eps.post('$convert', order({ environment: eps.environment }))
  assert.equal(headers.get('content-type'), 'application/xml')
  assert.match(text, /<signatureText nullFlavor="NA"\/>/)
  const { status, body } = await eps.post('$convert', { resourceType: 'Patient' })
  assert.equal(status, 400)
  assert.equal(body.issue[0].diagnostics, 'Message not supported by $convert endpoint')
})

test('anyone may read the metadata; other paths are not there', async () => {
  const eps = epsWorld()
  const metadata = await eps.fetch(`${eps.baseUrl}/fhir-prescribing/metadata`)
  assert.equal(metadata.status, 200)
  assert.equal(((await metadata.json()) as Json).capabilityStatement.resourceType, 'CapabilityStatement')
  const missing = await eps.fetch(`${eps.baseUrl}/fhir-prescribing/FHIR/R4/Task`, { headers: eps.headersFor('GP') })
  assert.equal(missing.status, 404)
  assert.deepEqual(eps.lastViolations(), ['no-such-operation'])
})

test('the dollar sign of an operation may come encoded', async () => {
  const eps = epsWorld()
  assert.equal((await eps.post('%24prepare', order({ environment: eps.environment }))).status, 200)
})
