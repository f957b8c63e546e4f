import assert from 'node:assert/strict'
import { test } from 'node:test'
import { controls } from '../../../mocks/services/bars/controls.ts'
import { booking, inBase64, PHARMACY, referral, refusalIn, start, URGENT, type Body } from './bars-caller.ts'

const NUMBER = 'https://fhir.nhs.uk/Id/nhs-number|9990548609'
const SLOTS = (from: Date, days = 9) => {
  const at = (date: Date) => `${date.toISOString().slice(0, 19)}+00:00`
  const query = new URLSearchParams([['status', 'free'], ['start', `ge${at(from)}`], ['start', `le${at(new Date(from.getTime() + days * 86_400_000))}`], ['_include', 'Slot:schedule']])
  return `/Slot?${query.toString()}`
}

test('the services of an organisation are found in the catalogue, with http before their number', async () => {
  const { call } = start()
  const { status, body } = await call('GET', '/HealthcareService?HealthcareService.providedBy=https://fhir.nhs.uk/Id/ods-organization-code|FZ901')
  assert.deepEqual([status, body.total], [200, 1])
  assert.deepEqual(body.entry[0].resource.identifier[0], { system: 'http://fhir.nhs.uk/Id/dos-service-id', value: PHARMACY })
  const nobody = await call('GET', '/HealthcareService?HealthcareService.providedBy=ZZZ')
  assert.deepEqual([nobody.status, nobody.body.entry], [200, []])
  const { id } = body.entry[0].resource
  assert.equal((await call('GET', `/HealthcareService/${id}`)).body.name, 'Hollins Pharmacy')
  const endpoints = await call('GET', `/Endpoint?_has:HealthcareService.Id=${id}`)
  assert.equal(endpoints.body.entry[0].resource.address, undefined)
  assert.equal((await call('GET', `/Endpoint/${endpoints.body.entry[0].resource.id}`)).status, 200)
  assert.equal(refusalIn(await call('GET', '/Endpoint/none')), '404 NOT_FOUND not-found')
})

test('what a receiver can do, and what it wants in a message', async () => {
  const { call } = start()
  const pharmacy = await call('GET', '/metadata')
  assert.deepEqual([pharmacy.body.name, pharmacy.body.version], ['Hollins Pharmacy', '1.4.0'])
  assert.equal((await call('GET', '/metadata', { headers: { 'nhsd-target-identifier': undefined } })).body.name, 'BaRS API')
  const context = `context=https://fhir.nhs.uk/Id/dos-service-id|${PHARMACY}&context=https://fhir.nhs.uk/CodeSystem/usecases-categories-bars|`
  const definitions = await call('GET', `/MessageDefinition?${context}referraltopharmacy`)
  assert.equal(definitions.body.entry[0].resource.eventCoding.code, 'servicerequest-request')
  assert.equal((await call('GET', `/MessageDefinition?${context}a9t9`)).body.total, 0)
  assert.equal(refusalIn(await call('GET', '/MessageDefinition')), '400 REC_BAD_REQUEST required')
  assert.equal(refusalIn(await call('GET', '/MessageDefinition?context=2000000930')), '400 REC_BAD_REQUEST value')
})

test('trace ids come back, and headers are looked at one after the other', async () => {
  const { call, violations } = start()
  const { headers } = await call('GET', '/metadata')
  assert.deepEqual([headers.get('x-request-id'), headers.get('x-correlation-id')], ['c1ab3fba-6bae-4ba4-b257-5a87c44d4a91', 'c1ab3fba-6bae-4ba4-b257-5a87c44d4a91'])
  const refused = async (changed: Record<string, string | undefined>, path = '/metadata') => refusalIn(await call('GET', path, { headers: changed }))
  assert.equal(await refused({ authorization: undefined }), '401 SEND_UNAUTHORIZED unknown')
  assert.equal(await refused({ authorization: 'Bearer no' }), '401 SEND_UNAUTHORIZED security')
  assert.equal(await refused({ 'x-request-id': undefined }), '400 SEND_BAD_REQUEST invalid')
  assert.equal(await refused({ 'x-correlation-id': 'no uuid' }), '400 SEND_BAD_REQUEST invalid')
  assert.equal(await refused({ accept: 'application/fhir+json' }), '406 SEND_NOT_ACCEPTABLE processing')
  assert.equal(await refused({ accept: 'application/fhir+json; version=9.0.0' }), '406 SEND_NOT_ACCEPTABLE processing')
  assert.equal(await refused({ 'nhsd-end-user-organisation': undefined }), '400 SEND_BAD_REQUEST required')
  assert.equal(await refused({ 'nhsd-end-user-organisation': inBase64({ resourceType: 'Organization', name: 'without identifier' }) }), '400 SEND_BAD_REQUEST invalid')
  assert.equal(await refused({ 'nhsd-requesting-software': undefined }), '400 SEND_BAD_REQUEST required')
  assert.equal(await refused({ 'nhsd-requesting-practitioner': inBase64({ resourceType: 'Practitioner', identifier: [{ system: 's', value: 'v' }] }) }), '400 SEND_BAD_REQUEST invalid')
  assert.deepEqual(violations(), ['requester'])
  assert.equal(await refused({ 'nhsd-target-identifier': undefined }, '/Slot'), '400 SEND_BAD_REQUEST required')
  assert.equal(await refused({ 'nhsd-target-identifier': '{no base64}' }), '400 PROXY_BAD_REQUEST 400')
  assert.equal(await refused({ 'nhsd-target-identifier': inBase64({ value: PHARMACY }) }), '400 PROXY_BAD_REQUEST structure')
})

test('targets that cannot be reached: unknown, without an endpoint, with two, of an older version', async () => {
  const { call, violations } = start()
  assert.equal(refusalIn(await call('GET', '/metadata', { to: '1' })), '404 PROXY_NOT_FOUND not-found')
  assert.equal(refusalIn(await call('GET', '/metadata', { to: '2000000902' })), '404 PROXY_NOT_FOUND not-found')
  assert.equal(refusalIn(await call('GET', '/metadata', { to: '2000000932' })), '404 NOT_FOUND multiple-matches')
  assert.equal(refusalIn(await call('GET', '/metadata', { to: '2000000931' })), '422 REC_UNPROCESSABLE_ENTITY not-supported')
  assert.deepEqual(violations(), [], 'the target is at fault, not the sender')
  assert.equal((await call('GET', '/metadata', { to: '2000000931', headers: { accept: 'application/fhir+json;version=1.1.0' } })).status, 200)
})

test('a referral is taken in, found, read, revoked on its version, and not before it was read', async () => {
  const { call, send, violations } = start()
  const message = referral()
  const sent = await send(message)
  assert.equal(sent.status, 200, sent.text)
  assert.deepEqual(violations(), [])
  assert.equal(sent.body.id, message.id)
  assert.deepEqual(sent.body.entry[0].resource.response, { identifier: message.id, code: 'ok' })
  const { id } = sent.body.entry.find((entry: Body) => entry.resource.resourceType === 'ServiceRequest').resource
  const found = await call('GET', `/ServiceRequest?patient:identifier=${NUMBER}`)
  assert.deepEqual(found.body.entry.map((entry: Body) => entry.resource.id), [id])
  assert.equal((await call('GET', '/ServiceRequest?patient:name=Joan Okafor&patient:birthdate=eq1950-02-01&patient:address-postalcode=HG1%205AA')).body.total, 1)
  assert.equal((await call('GET', `/ServiceRequest?patient:identifier=${NUMBER}`, { to: URGENT })).body.total, 0, 'of another receiver')
  assert.equal(refusalIn(await call('GET', '/ServiceRequest')), '400 SEND_BAD_REQUEST required')
  const read = await call('GET', `/ServiceRequest/${id}`)
  assert.deepEqual([read.status, read.body.status, read.body.meta.versionId], [200, 'active', '1'])

  const revoke = (request: Body, number?: string) => send(referral({ reason: 'update', ...(number && { number }), request: { id, status: 'revoked', ...request } }))
  assert.equal(refusalIn(await revoke({ meta: { versionId: '7' } })), '409 REC_CONFLICT conflict')
  assert.equal(refusalIn(await revoke(read.body, '9990000018')), '422 REC_UNPROCESSABLE_ENTITY processing')
  assert.equal(refusalIn(await revoke({ ...read.body, id: 'other', status: 'revoked' })), '404 REC_NOT_FOUND not-found')
  assert.equal((await revoke({ ...read.body, status: 'revoked' })).status, 200)
  assert.equal((await call('GET', `/ServiceRequest/${id}`)).body.status, 'revoked')
  assert.equal(refusalIn(await revoke({ ...read.body, meta: { versionId: '2' }, status: 'revoked' })), '409 REC_CONFLICT conflict')
})

test('the same message is known again by its id, and a refused one is not', async () => {
  const { send, state, violations } = start()
  const message = referral()
  await send(message)
  assert.equal(refusalIn(await send(message)), '409 REC_CONFLICT duplicate')
  assert.deepEqual(violations(), [])
  assert.equal(state.held.size, 1)
  const incomplete = referral({ without: 'Encounter' })
  assert.equal(refusalIn(await send(incomplete)), '422 REC_UNPROCESSABLE_ENTITY processing')
  assert.equal(refusalIn(await send(incomplete)), '422 REC_UNPROCESSABLE_ENTITY processing')
})

test('what a receiver has dealt with is changed no more', async () => {
  const { call, send, state } = start()
  await send(referral())
  const [held] = controls.heldFor(state, { nhsNumber: '9990548609' })
  controls.setStatus(state, { id: held!.id, status: 'completed' })
  const read = await call('GET', `/ServiceRequest/${held!.id}`)
  assert.deepEqual([read.body.status, read.body.meta.versionId], ['completed', '2'])
  assert.equal(refusalIn(await send(referral({ reason: 'update', request: { ...read.body, status: 'revoked' } }))), '409 REC_CONFLICT conflict')
})

test('messages that a receiver refuses, each with its line in the journal', async () => {
  const { call, send, violations } = start()
  const refused = async (message: unknown, to = PHARMACY) => [refusalIn(await send(message, to)), ...violations()]
  const broken = (change: (message: Body) => void, message = referral()): Body => {
    change(message)
    return message
  }
  assert.deepEqual(await refused('{'), ['400 REC_BAD_REQUEST invalid', 'message'])
  assert.deepEqual(await refused(broken((message) => (message.type = 'collection'))), ['400 REC_BAD_REQUEST invalid', 'message'])
  assert.deepEqual(await refused(broken((message) => delete message.id)), ['400 REC_BAD_REQUEST invalid', 'message'])
  assert.deepEqual(await refused(broken((message) => message.entry.reverse())), ['400 REC_BAD_REQUEST invalid', 'message'])
  assert.deepEqual(await refused(broken((message) => (message.entry[1].resource.subject = { reference: 'urn:uuid:nothing' }))), ['400 REC_BAD_REQUEST invalid', 'message'])
  assert.deepEqual(await refused(broken((message) => (message.entry[0].resource.reason.coding[0].code = 'delete'))), ['400 REC_BAD_REQUEST invalid', 'message'])
  assert.deepEqual(await refused(referral({ to: URGENT })), ['400 REC_BAD_REQUEST invalid', 'destination'])
  assert.deepEqual(await refused(broken((message) => delete message.entry[0].resource.source.endpoint)), ['400 REC_BAD_REQUEST required', 'source'])
  assert.deepEqual(await refused(broken((message) => (message.entry[0].resource.eventCoding.code = 'tea-request'))), ['400 REC_BAD_REQUEST invariant', 'workflow'])
  assert.deepEqual(await refused(referral({ useCase: 'a1t1' })), ['400 REC_BAD_REQUEST not-supported', 'use-case'])
  assert.deepEqual(await refused(referral({ number: '9990548600' })), ['422 REC_UNPROCESSABLE_ENTITY processing', 'message-definition'])
  assert.deepEqual(await refused(broken((message) => message.entry.push({ ...message.entry[2], fullUrl: 'urn:uuid:second-patient' }))), ['422 REC_UNPROCESSABLE_ENTITY processing', 'message-definition'])
  assert.deepEqual(await refused(referral({ request: { status: 'draft' } })), ['400 REC_BAD_REQUEST invariant', 'status'])
  assert.equal(refusalIn(await call('POST', '/$process-message', { body: referral(), headers: { 'use-context': undefined } })), '400 SEND_BAD_REQUEST required')
  assert.equal(refusalIn(await call('POST', '/$process-message', { body: referral(), headers: { 'content-type': 'text/plain' } })), '406 SEND_NOT_ACCEPTABLE processing')
})

test('slots of a service that takes bookings', async () => {
  const { call } = start()
  const tomorrow = new Date(Date.now() + 60_000)
  const { status, body, text } = await call('GET', SLOTS(tomorrow), { to: URGENT })
  assert.equal(status, 200, text)
  assert.ok(body.total > 0)
  assert.match(body.entry[0].resource.start, /\+00:00$/)
  assert.equal(body.entry.at(-1).resource.resourceType, 'HealthcareService')
  assert.equal(refusalIn(await call('GET', SLOTS(tomorrow))), '501 REC_NOT_IMPLEMENTED not-supported')
  assert.equal(refusalIn(await call('GET', SLOTS(tomorrow, 60), { to: URGENT })), '422 REC_UNPROCESSABLE_ENTITY too-costly')
  assert.equal(refusalIn(await call('GET', SLOTS(tomorrow).replace('status=free', 'status=vacant'), { to: URGENT })), '400 SEND_BAD_REQUEST value')
  assert.equal(refusalIn(await call('GET', '/Slot?status=free&_include=Slot:schedule', { to: URGENT })), '400 SEND_BAD_REQUEST required')
})

test('a slot is booked once, and free again when the booking is cancelled', async () => {
  const { call, send, violations } = start()
  const slots = await call('GET', SLOTS(new Date(Date.now() + 60_000)), { to: URGENT })
  const slot = slots.body.entry[0].resource
  const booked = await send(booking({ slot }), URGENT)
  assert.equal(booked.status, 200, booked.text)
  assert.deepEqual(violations(), [])
  assert.equal(refusalIn(await send(booking({ slot }), URGENT)), '409 REC_CONFLICT conflict')
  assert.equal(refusalIn(await send(booking({ slot }), PHARMACY)), '400 REC_BAD_REQUEST invalid')
  const { id } = booked.body.entry[1].resource
  const { body } = await call('GET', `/Appointment/${id}`, { to: URGENT })
  assert.equal((await call('GET', `/Appointment?patient:identifier=${NUMBER}`, { to: URGENT })).body.total, 1)
  assert.equal((await send(booking({ slot, reason: 'update', appointment: { ...body, status: 'cancelled' } }), URGENT)).status, 200)
  assert.equal((await send(booking({ slot }), URGENT)).status, 200)
  const late = { ...slots.body.entry[3].resource, start: '2020-01-01T00:00:00+00:00' }
  assert.equal((await send(booking({ slot: late }), URGENT)).status, 200)
  assert.deepEqual(violations(), ['slot-time'])
})

test('pointers to what was booked', async () => {
  const { call } = start()
  const pointer = {
    resourceType: 'DocumentReference',
    status: 'current',
    identifier: [{ system: 'https://fhir.nhs.uk/Id/dos-service-id', value: URGENT }],
    type: { coding: [{ system: 'http://snomed.info/sct', code: '749001000000101' }] },
    category: [{ coding: [{ code: 'clinical' }] }],
    subject: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990548609' } },
    custodian: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'RZ901' } },
    content: [{ attachment: { url: 'https://receiver.example/Appointment/1' } }],
  }
  const made = await call('POST', '/DocumentReference', { body: pointer })
  assert.deepEqual([made.status, made.body.issue[0].details.coding[0].code], [201, 'RESOURCE_CREATED'])
  const id = made.headers.get('location')!.split('/').at(-1)!
  assert.equal((await call('GET', `/DocumentReference?subject:identifier=${NUMBER}&type=http://snomed.info/sct|749001000000101`)).body.total, 1)
  assert.equal((await call('GET', `/DocumentReference/${id}`)).body.custodian.identifier.value, 'RZ901')
  assert.equal((await call('PUT', `/DocumentReference/${id}`, { body: { ...pointer, status: 'superseded' } })).body.issue[0].details.coding[0].code, 'RESOURCE_UPDATED')
  assert.equal(refusalIn(await call('PUT', `/DocumentReference/${id}`, { body: { ...pointer, custodian: { identifier: { value: 'A99901' } } } })), '422 SEND_UNPROCESSABLE_ENTITY processing')
  assert.equal(refusalIn(await call('POST', '/DocumentReference', { body: { ...pointer, subject: {} } })), '400 BAD_REQUEST required')
  assert.equal((await call('DELETE', `/DocumentReference/${id}`)).status, 200)
  assert.equal(refusalIn(await call('GET', `/DocumentReference/${id}`)), '404 NOT_FOUND not-found')
})

test('changes without a message are not implemented by any receiver; other addresses are not there', async () => {
  const { call } = start()
  assert.equal(refusalIn(await call('PUT', '/Appointment/1', { body: {} })), '501 REC_NOT_IMPLEMENTED not-supported')
  assert.equal(refusalIn(await call('GET', '/Nowhere')), '404 NOT_FOUND not-found')
})
