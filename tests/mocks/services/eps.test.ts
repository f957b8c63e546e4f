import 'reflect-metadata'
import assert from 'node:assert/strict'
import { generateKeyPairSync, randomUUID, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import * as x509 from '@peculiar/x509'
import { service } from '../../../mocks/services/eps/service.ts'
import { cancellation, order, PATIENT, resource, staff, type Json } from './eps-messages.ts'
import { epsWorld } from './eps-world.ts'
import { idOf, withPrescription } from './eps-prescription.ts'

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
