import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it, test } from 'node:test'
import { service as forPatients } from '../../../mocks/services/eps/status/for-patients/service.ts'
import { service as updates } from '../../../mocks/services/eps/status/updates/service.ts'
import { OpenApi, readSpec, specFiles, withoutSpecs } from '../contract.ts'
import { order, PATIENT, resource, type Json, type OrderInput } from './eps-messages.ts'
import { epsWorld } from './eps-world.ts'

const PSU = '/prescription-status-update'

/** The two services over one EPS with a prescription in it. */
async function world(input: Omit<OrderInput, 'environment'> = {}) {
  const eps = epsWorld()
  const { message } = await eps.send(order({ environment: eps.environment, ...input }))
  const request = resource(message, 'MedicationRequest')
  const app = beside(eps)
  const get = async (token = 'patient') => {
    const response = await app.fetch(`${app.baseUrl}/prescriptions-for-patients/Bundle`, { headers: { authorization: `Bearer ${token}`, 'x-request-id': randomUUID() } })
    return { status: response.status, body: (await response.json()) as Json }
  }
  return { ...app, eps, message, prescriptionId: request['groupIdentifier'].value as string, lineItemId: request['identifier'][0].value as string, get, shown: async () => statusesIn((await get()).body) }
}

/** Callers of the two beside an EPS. */
function beside(app: ReturnType<typeof epsWorld>) {
  const { environment } = app
  const always = { applicationId: 'dispenser', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
  environment.identity.tokens.set('app', { ...always, kind: 'application' })
  environment.identity.tokens.set('patient', { ...always, kind: 'patient', nhsNumber: PATIENT, proofing: 'P9' })
  environment.identity.tokens.set('weak', { ...always, kind: 'patient', nhsNumber: PATIENT, proofing: 'P5' })
  environment.identity.tokens.set('daughter', { ...always, kind: 'patient', nhsNumber: '9990000026', actingFor: PATIENT, proofing: 'P9' })
  const post = async (body: unknown, headers: Record<string, string> = { 'x-request-id': randomUUID() }) => {
    const response = await app.fetch(`${app.baseUrl}${PSU}/`, { method: 'POST', headers: { authorization: 'Bearer app', 'content-type': 'application/fhir+json', ...headers }, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as Json }
  }
  return { environment, baseUrl: app.baseUrl, fetch: app.fetch, post }
}

const statusesIn = (bundle: Json): string[] => bundle['entry'].flatMap(({ resource: each }: Json) => each['entry'].map((entry: Json) => entry['resource']).filter((found: Json) => found['resourceType'] === 'MedicationRequest').map((found: Json) => `${found['status']}: ${found['extension'][0].extension[1].valueCoding.code}`))

const task = (it: { prescriptionId: string; lineItemId: string }, changes: Json = {}): Json => ({
  resourceType: 'Task',
  id: randomUUID(),
  basedOn: [{ identifier: { system: 'https://fhir.nhs.uk/Id/prescription-order-number', value: it.prescriptionId } }],
  status: 'in-progress',
  businessStatus: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/task-businessStatus-nppt', code: 'ready to collect' }] },
  intent: 'order',
  focus: { identifier: { system: 'https://fhir.nhs.uk/Id/prescription-order-item-number', value: it.lineItemId } },
  for: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: PATIENT } },
  lastModified: new Date(Date.now() - 1000).toISOString(),
  owner: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'FZ901' } },
  ...changes,
})
const transaction = (...tasks: Json[]) => ({ resourceType: 'Bundle', type: 'transaction', entry: tasks.map((each) => ({ fullUrl: `urn:uuid:${each['id']}`, resource: each, request: { method: 'POST', url: 'Task' } })) })

describe('Prescriptions for Patients', () => {
  test('a patient sees what was signed, and follows it', async () => {
    const it = await world()
    assert.deepEqual(await it.shown(), ['active: Prescriber Approved'])
    it.eps.controls.release(it.eps.state, { prescriptionId: it.prescriptionId, organisation: 'FZ901' }, it.environment)
    assert.deepEqual(await it.shown(), ['active: With Pharmacy but Tracking not Supported'])
    assert.equal((await it.post(transaction(task(it)))).status, 201)
    assert.deepEqual(await it.shown(), ['active: Ready to Collect'])
    updates.controls.setTracking(it.environment.stateOf(updates), { nhsNumber: PATIENT, available: false })
    assert.deepEqual(await it.shown(), ['active: Tracking Temporarily Unavailable'])
    const [seen] = forPatients.controls.patientSees(it.environment.stateOf(forPatients), { nhsNumber: PATIENT }, it.environment)
    assert.deepEqual([seen!.prescriptionId, seen!.status], [it.prescriptionId, 'Tracking Temporarily Unavailable'])
  })

  test('who acts for the patient sees the same; nobody else does', async () => {
    const it = await world()
    assert.equal((await it.get('daughter')).body['total'], 1)
    const statuses = []
    for (const token of ['weak', 'app', 'nobody']) statuses.push((await it.get(token)).status)
    assert.deepEqual(statuses, [401, 401, 401])
  })
})

describe('Prescription Status Update', () => {
  test('one wrong task keeps all of them out, and each is answered', async () => {
    const it = await world()
    const { status, body } = await it.post(transaction(task(it), task(it, { businessStatus: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/task-businessStatus-nppt', code: 'Lost' }] } })))
    assert.deepEqual([status, body['entry'].map((entry: Json) => entry['response'].status)], [400, ['200 OK', '400 Bad Request']])
    assert.deepEqual(await it.shown(), ['active: Prescriber Approved'])
  })

  test('the same task twice is a duplicate; what is no transaction, or has no X-Request-ID, is refused', async () => {
    const it = await world()
    const told = transaction(task(it))
    assert.deepEqual([(await it.post(told)).status, (await it.post(told)).status, (await it.post({})).status, (await it.post(told, {})).status], [201, 409, 400, 400])
  })

  test('what was told is read back fifteen at a time, by whoever told it', async () => {
    const it = await world()
    for (let at = 0; at < 17; at++) await it.post(transaction(task(it)))
    const read = (headers: Record<string, string> = {}) => it.fetch(`${it.baseUrl}${PSU}/checkprescriptionstatusupdates?nhsnumber=${PATIENT}`, { headers: { authorization: 'Bearer app', ...headers } })
    const first = await read()
    const [id, prescription] = [first.headers.get('lastevaluatedkey-taskid')!, first.headers.get('lastevaluatedkey-prescriptionid')!]
    assert.equal(((await first.json()) as Json)['items'].length, 15)
    const second = await read({ 'exclusivestartkey-taskid': id, 'exclusivestartkey-prescriptionid': prescription })
    assert.deepEqual([((await second.json()) as Json)['items'].length, second.headers.get('lastevaluatedkey-taskid')], [2, null])
  })
})

describe('Prescription status contract', { skip: withoutSpecs }, () => {
  const published = (...parts: string[]) => JSON.parse(readSpec(...parts)) as Json

  it('every published update is taken in, or refused for what its name says', async () => {
    const files = specFiles('eps-prescription-status-update/examples', /^request-.*\.json$/)
    const expected: Record<string, number> = { 'request-missing-fields.json': 400, 'request-multiple-missing-fields.json': 400 }
    for (const file of files) {
      const { post } = beside(epsWorld())
      const { status, body } = await post(published('eps-prescription-status-update', 'examples', file))
      assert.equal(status, expected[file] ?? 201, `${file}: ${JSON.stringify(body)}`)
    }
    assert.ok(files.length >= 9)
  })

  it('answers keep the published schemas', async () => {
    const psu = new OpenApi('eps-prescription-status-update', 'openapi.json')
    const pfp = new OpenApi('eps-prescriptions-for-patients', 'openapi.json')
    const it = await world()
    it.eps.controls.release(it.eps.state, { prescriptionId: it.prescriptionId, organisation: 'FZ901' }, it.environment)
    assert.deepEqual(psu.response('/', 'post', '2XX')((await it.post(transaction(task(it)))).body), [])
    // The published examples do not keep the schema of bundles in a bundle either: ours break it in no way that they do not.
    const problems = (body: Json) => new Set(pfp.response('/Bundle', 'get', '200')(body).map((problem) => problem.replaceAll(/\d+/g, '#')))
    const known = new Set(specFiles('eps-prescriptions-for-patients/examples/GetMyPrescriptions/Bundle/success', /\.json$/).flatMap((file) => [...problems(published('eps-prescriptions-for-patients', 'examples', 'GetMyPrescriptions', 'Bundle', 'success', file))]))
    assert.deepEqual([...problems((await it.get()).body)].filter((problem) => !known.has(problem)), [])
    assert.deepEqual(pfp.response('/Bundle', 'get', '4XX')((await it.get('nobody')).body), [])
  })

  it('errors and the empty bundle are the published ones', async () => {
    const it = await world()
    const { body } = await it.get('nobody')
    assert.deepEqual(body, published('eps-prescriptions-for-patients', 'examples', 'GetMyPrescriptions', 'Bundle', 'error', 'error-401.json'))
    it.environment.faults.inject({ service: 'eps-for-patients', kind: 'error', name: 'SERVER_ERROR' })
    assert.deepEqual((await it.get()).body, published('eps-prescriptions-for-patients', 'examples', 'GetMyPrescriptions', 'Bundle', 'error', 'error-500.json'))
    const { id: _id, meta: _meta, ...empty } = published('eps-prescriptions-for-patients', 'examples', 'GetMyPrescriptions', 'Bundle', 'success', 'success-empty.json')
    it.environment.identity.tokens.set('other', { applicationId: 'x', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER, kind: 'patient', nhsNumber: '9990000026', proofing: 'P9' })
    const { id: _ours, meta: _own, ...nothing } = (await it.get('other')).body
    assert.deepEqual(nothing, empty)
  })
})
