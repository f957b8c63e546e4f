import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { NationalRefusal } from '../../../candidate/reference/national/answer.ts'
import type { PlatformCall } from '../../../candidate/reference/national/platform.ts'
import { gp, JOAN, OTHER, openClinic, parametersOf, pdsPatient, receptionist, type Client, type Clinic } from './support/clinic.ts'

const FHIR = '/FHIR/R4'
const SERVICE = 'http://fhir.nhs.uk/Id/dos-service-id'
const referrer = { ...gp, roles: gp.roles.map((role) => ({ ...role, activities: [...role.activities, 'B1101'] })) }

let clinic: Clinic
let user: Client
let joan: string
let other: string
/** What becomes of the next messages; without one they are taken. */
let next: (() => { status: number; body: Record<string, unknown> })[]
let sent: PlatformCall[]

const searchset = (...resources: object[]) => ({ resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) })
const CATALOGUE = searchset({ resourceType: 'HealthcareService', identifier: [{ system: SERVICE, value: '2000000901' }], active: true, name: 'Hollins Pharmacy' })
const definition = (event: string) => ({
  resourceType: 'MessageDefinition',
  eventCoding: { code: event },
  useContext: [{ code: [{ system: 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars', code: 'referraltopharmacy' }] }],
  focus: [{ code: 'Patient', min: 1 }],
})
const SLOTS = searchset({ resourceType: 'Slot', id: 's1', start: '2030-01-02T09:00:00+00:00', end: '2030-01-02T09:15:00+00:00' })

/** A message as far as these tests look into it. */
interface Message {
  id: string
  entry: { fullUrl: string; resource: MessagePart }[]
}

interface MessagePart {
  resourceType: string
  id?: string
  meta?: { versionId: string }
  identifier?: object[]
  status?: string
  start?: string
  destination?: { endpoint: string }[]
  reason?: { coding: { code: string }[] }
  slot?: { reference: string }[]
}

function isMessage(body: unknown): body is Message {
  return typeof body === 'object' && body !== null && 'entry' in body && Array.isArray(body.entry) && body.entry.length > 1
}

function messageSent(at: number): Message {
  const body: unknown = sent[at]?.body
  assert.ok(isMessage(body), `message ${at}`)
  return body
}

const resourceIn = ({ entry }: Message, type: string): MessagePart => entry.find(({ resource }) => resource.resourceType === type)?.resource ?? assert.fail(`no ${type}`)

/** The receiver's answer to a message: the message, with ids. */
const taken = (message: any) => ({ resourceType: 'Bundle', type: 'message', entry: message.entry.map(({ resource }: any) => ({ resource: { id: 'r1', ...resource } })) })

const answerTo = ({ path, body }: PlatformCall): { status: number; body: Record<string, unknown> } => {
  if (path.endsWith('/HealthcareService')) return { status: 200, body: CATALOGUE }
  if (path.endsWith('/metadata')) return { status: 200, body: { resourceType: 'CapabilityStatement', rest: [{ mode: 'server', operation: [{ name: '$process-message' }] }] } }
  if (path.endsWith('/MessageDefinition')) return { status: 200, body: searchset(definition('servicerequest-request'), definition('booking-request')) }
  if (path.endsWith('/Slot')) return { status: 200, body: SLOTS }
  if (path.endsWith('/$process-message')) return next.shift()?.() ?? { status: 200, body: taken(body) }
  if (path.endsWith('/ServiceRequest/r1')) return { status: 200, body: { resourceType: 'ServiceRequest', id: 'r1', meta: { versionId: '4' }, status: 'completed' } }
  const { identifier } = messageSent(0).entry[1]!.resource
  return { status: 200, body: searchset({ resourceType: 'ServiceRequest', id: 'r7', identifier, status: 'active' }) }
}

beforeEach(async () => {
  clinic = await openClinic()
  clinic.national.patients.set(JOAN, pdsPatient())
  clinic.national.patients.set(OTHER, pdsPatient(OTHER))
  const desk = await clinic.signIn(receptionist)
  const register = async (nhsNumber: string) => (await desk.request('POST', `${FHIR}/Patient/$register`, parametersOf({ nhsNumber }))).json.id as string
  joan = await register(JOAN)
  other = await register(OTHER)
  user = await clinic.signIn(referrer)
  next = []
  sent = []
  clinic.app.services.platform.call = async (call) => {
    if (call.method === 'POST') sent.push(call)
    return { headers: {}, requestId: 'r', ...answerTo(call) }
  }
})
afterEach(() => clinic.close())

const refer = () => user.request('POST', `${FHIR}/Patient/${joan}/$refer-elsewhere`, parametersOf({ organisation: 'FZ901', reason: 'Sore throat' }))
const itemIn = ({ json }: { json: any }) => Object.fromEntries(json.parameter[0].part.map(({ name, valueString, valueBoolean }: any) => [name, valueString ?? valueBoolean]))
const listed = async () => (await user.request('GET', `${FHIR}/Patient/${joan}/$sent-elsewhere`)).json.parameter.map((parameter: any) => itemIn({ json: { parameter: [parameter] } }))
const tokenIn = (html: string) => /name="formToken" value="([^"]+)"/.exec(html)?.[1] ?? ''
const lost = () => {
  throw new NationalRefusal('national-unavailable', 'The connection broke.', { outcomeUnknown: true })
}

test('a service is found whether its number is of http or of https, and the message is for it', async () => {
  const answer = await refer()
  assert.equal(answer.status, 201, answer.text)
  const message = messageSent(0)
  assert.deepEqual(itemIn(answer).state, 'sent')
  assert.equal(message.entry[0]?.resource.destination?.[0]?.endpoint, `${SERVICE}|2000000901`)
  const keys = new Set(message.entry.map(({ fullUrl }) => fullUrl))
  const references = [...JSON.stringify(message).matchAll(/"reference":"(urn:uuid:[^"]+)"/g)].map(([, reference]) => reference!)
  assert.deepEqual(references.filter((reference) => !keys.has(reference)), [])
})

test('what nobody knows is sent again as the same message, and found at the service when that had it', async () => {
  next.push(lost, () => ({ status: 409, body: { resourceType: 'OperationOutcome', issue: [{ code: 'duplicate', details: { coding: [{ code: 'REC_CONFLICT' }] } }] } }))
  assert.equal((await refer()).status, 503)
  const [item] = await listed()
  assert.equal(item.state, 'unconfirmed')
  assert.deepEqual(clinic.app.services.tasks.list({ status: 'requested' }).map(({ code }) => code), ['bars-unconfirmed'])
  const again = await user.request('POST', `${FHIR}/Patient/${joan}/$send-again`, parametersOf({ item: item.id }))
  assert.equal(itemIn(again).state, 'sent')
  assert.deepEqual(sent[1]!.body, sent[0]!.body)
  assert.deepEqual(clinic.app.services.tasks.list({ status: 'requested' }), [])
  assert.equal((await user.request('POST', `${FHIR}/Patient/${joan}/$send-again`, parametersOf({ item: item.id }))).status, 422)
})

test('an answer without what was sent is none', async () => {
  next.push(() => ({ status: 200, body: { resourceType: 'Bundle', entry: [] } }))
  assert.equal((await refer()).status, 502)
  assert.equal((await listed())[0].state, 'unconfirmed')
})

test('a cancellation is what the service holds, under its id and version', async () => {
  const { id } = itemIn(await refer())
  assert.equal((await user.request('POST', `${FHIR}/Patient/${joan}/$cancel-elsewhere`, parametersOf({ item: id }))).status, 200)
  const message = messageSent(1)
  const request = resourceIn(message, 'ServiceRequest')
  assert.deepEqual([request.id, request.meta?.versionId, request.status, message.entry[0]?.resource.reason?.coding[0]?.code], ['r1', '4', 'revoked', 'update'])
  assert.notEqual(message.id, messageSent(0).id)
  assert.equal((await user.request('POST', `${FHIR}/Patient/${other}/$cancel-elsewhere`, parametersOf({ item: id }))).status, 404)
})

test('a patient is referred, looked after and called back on screen', async () => {
  const page = await user.request('GET', `/patients/${joan}/elsewhere`)
  assert.match(page.text, /Nothing has been referred or booked/)
  const formToken = tokenIn(page.text)
  assert.equal((await user.form(`/patients/${joan}/elsewhere`, { formToken, organisation: 'FZ901', reason: 'Sore "throat"' })).status, 303)
  const shown = (await user.request('GET', `/patients/${joan}/elsewhere`)).text
  assert.match(shown, /Referral: Hollins Pharmacy/)
  assert.match(shown, /Sore &quot;throat&quot;/)
  assert.match((await user.request('GET', `/patients/${joan}/elsewhere/1`)).text, /Hollins Pharmacy says now: completed/)
  assert.equal((await user.form(`/patients/${joan}/elsewhere/cancel`, { formToken, item: '1' })).status, 303)
  assert.match((await user.request('GET', `/patients/${joan}/elsewhere`)).text, /Cancelled/)
  const refused = await user.form(`/patients/${joan}/elsewhere`, { formToken, organisation: 'FZ901', reason: '' })
  assert.equal(refused.status, 400)
  assert.match(refused.text, /Say what the patient comes for/)
})

test('a time is chosen and booked on screen', async () => {
  const page = await user.request('GET', `/patients/${joan}/elsewhere/times?organisation=RZ901`)
  assert.match(page.text, /value="s1 2030-01-02T09:00:00\+00:00 2030-01-02T09:15:00\+00:00"/)
  const booked = await user.form(`/patients/${joan}/elsewhere/book`, { formToken: tokenIn(page.text), organisation: 'RZ901', reason: 'Cut', slot: 's1 2030-01-02T09:00:00+00:00 2030-01-02T09:15:00+00:00' })
  assert.equal(booked.status, 303)
  const appointment = resourceIn(messageSent(0), 'Appointment')
  assert.deepEqual([appointment.slot?.[0]?.reference, appointment.start], ['urn:uuid:s1', '2030-01-02T09:00:00+00:00'])
})

test('nobody but the proxy learns anything at the door, not even what is there', async () => {
  const stranger = clinic.client()
  for (const [method, path] of [['GET', 'metadata'], ['POST', '$process-message'], ['GET', 'nothing']] as const) {
    const answer = await stranger.request(method, `/booking-and-referral/FHIR/R4/${path}`, method === 'POST' ? {} : undefined)
    assert.equal(answer.status, 403, path)
    assert.equal(answer.json.issue[0].details.coding[0].code, 'REC_FORBIDDEN')
  }
})
