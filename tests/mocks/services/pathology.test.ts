import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service as mns } from '../../../mocks/services/mns/service.ts'
import { service } from '../../../mocks/services/pathology/service.ts'
import { service as store } from '../../../mocks/services/pathology/store/service.ts'

// Answers of every shape are read here; what an assertion expects of one is the check.
type Body = Record<string, any>

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
const BASED_ON = 'http://hl7.eu/fhir/StructureDefinition/composition-basedOn-order-or-requisition'

const entry = (fullUrl: string, resource: Body) => ({ fullUrl, resource })
const composition = (changes: Body = {}) =>
  entry('urn:uuid:1', { resourceType: 'Composition', extension: [{ url: BASED_ON, valueReference: { reference: 'urn:uuid:2' } }], subject: { identifier: { system: NHS_NUMBER, value: '9990000018' } }, ...changes })
const request = (changes: Body = {}) => entry('urn:uuid:2', { resourceType: 'ServiceRequest', requester: { reference: 'urn:uuid:3' }, ...changes })
const role = entry('urn:uuid:3', { resourceType: 'PractitionerRole', organization: { reference: 'urn:uuid:4' } })
const practice = (changes: Body = {}) => entry('urn:uuid:4', { resourceType: 'Organization', identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99901' }], ...changes })
const documentOf = (...entries: Body[]) => ({ resourceType: 'Bundle', type: 'document', entry: entries })
const whole = () => documentOf(composition(), request(), role, practice())

function start() {
  const app = inProcess([service, store, mns])
  app.environment.identity.tokens.set('gp', { kind: 'application', applicationId: 'gp', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.fetch(app.baseUrl + path, {
      method,
      headers: { authorization: 'Bearer gp', 'x-request-id': 'b0b97bff-e3d7-4744-a09a-e55781886dd0', 'x-correlation-id': 'c', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body }
  }
  const post = (body: unknown, headers?: Record<string, string>) => call('POST', '/pathology-laboratory-reporting/FHIR/R4/Bundle', body, headers)
  const rules = () => app.environment.journal.read().at(-1)!.violations.map(({ rule }) => rule)
  return { ...app, call, post, rules, state: app.environment.stateOf(service), mnsState: app.environment.stateOf(mns) }
}

test('a document is stored under an id, told of, and read again as it was sent', async () => {
  const { post, call, rules, state, baseUrl, environment } = start()
  const { status, headers, body } = await post(whole())
  assert.deepEqual([status, headers.get('x-correlation-id'), headers.get('content-type'), rules()], [200, 'c', 'application/fhir+json', []])
  assert.deepEqual([body.entry, body.meta.versionId, body.type], [whole().entry, '1', 'document'])
  const [event] = service.controls.listEvents(state, { nhsNumber: '9990000018' })
  assert.equal(event?.dataref, `${baseUrl}/patient-data-manager/FHIR/R4/Bundle/${body.id}`)
  assert.deepEqual([event?.type, event?.source, event?.filtering], ['pathology-laboratory-reporting-test-result-stored-1', 'uk.nhs.pathology-laboratory-reporting', { requestingOrganisationODS: 'A99901' }])
  const read = await call('GET', `/patient-data-manager/FHIR/R4/Bundle/${body.id}`)
  assert.deepEqual([read.status, read.body], [200, body])
  assert.equal(environment.journal.read().at(-1)!.subject, '9990000018')
  assert.deepEqual(service.controls.listDocuments(state).map(({ id }) => id), [body.id])
})

test('a document that is sent again is another one: X-Request-ID is not in use yet', async () => {
  const { post, rules, state } = start()
  await post(whole())
  await post(whole())
  assert.equal(service.controls.listDocuments(state, { nhsNumber: '9990000018' }).length, 2)
  await post(whole(), { 'x-request-id': 'no-uuid' })
  assert.deepEqual(rules(), ['request-id-no-uuid'])
})

test('what is not as the description demands is refused, and not stored', async () => {
  const { post, rules, state } = start()
  const refusals: [unknown, string, string][] = [
    ['{', 'Resources must be provided as a bundle of type document', 'no-document'],
    [{ ...whole(), type: 'transaction' }, 'Resources must be provided as a bundle of type document', 'no-document'],
    [documentOf(), 'Document must include a single Composition resource', 'one-composition'],
    [documentOf(composition(), composition()), 'Document must include a single Composition resource', 'one-composition'],
    [documentOf(composition({ subject: undefined })), 'Composition does not define a valid subject identifier', 'no-subject'],
    [documentOf(composition({ subject: { identifier: { value: '9990000018' } } })), "('entry', 0, 'resource', 'subject', 'identifier', 'system') - Field required \n", 'field-required'],
    [documentOf(composition({ subject: { identifier: { system: NHS_NUMBER } } })), "('entry', 0, 'resource', 'subject', 'identifier', 'value') - Field required \n", 'field-required'],
    [documentOf(composition({ subject: { identifier: { system: 'urn:other', value: '1' } } })), 'Composition does not define a valid subject identifier', 'wrong-system'],
    [documentOf(composition(), entry('x', { resourceType: 'InvalidResourceType' })), 'Unsupported resourceType: InvalidResourceType', 'unsupported-resource'],
    [documentOf(composition(), entry('x', {})), 'resourceType must be provided for each Resource.', 'no-resource-type'],
    [{ resourceType: 'Bundle', type: 'document', entry: [{ resource: {} }] }, "('entry', 0, 'fullUrl') - Field required \n", 'field-required'],
    [{ ...whole(), id: 'mine' }, 'Bundles cannot be defined with an existing ID', 'bundle-with-id'],
    [documentOf(request(), composition(), role, practice()), 'Composition must be the first entry of the document', 'composition-first'],
    [documentOf(composition({ extension: [] }), request(), role, practice()), "('entry', 0, 'resource', 'extension') - Field required \n", 'field-required'],
    [documentOf(composition(), request({ requester: undefined }), role, practice()), "('entry', 1, 'resource', 'requester', 'reference') - Field required \n", 'field-required'],
    [documentOf(composition(), request({ requester: { reference: 'urn:uuid:4' } }), role, practice()), "Reference 'urn:uuid:4' does not resolve to a PractitionerRole within the bundle", 'unresolved-reference'],
    [documentOf(composition(), request(), role, practice({ identifier: [] })), "('entry', 3, 'resource', 'identifier') - Field required \n", 'field-required'],
  ]
  for (const [body, diagnostics, rule] of refusals) {
    const answer = await post(body)
    assert.deepEqual([answer.status, answer.body.issue], [400, [{ severity: 'error', code: 'invalid', diagnostics }]])
    assert.deepEqual(rules(), [rule])
  }
  assert.deepEqual(service.controls.listDocuments(state), [])
})

test('neither is open to everybody, and the store does not make documents up', async () => {
  const { post, call, rules } = start()
  assert.equal((await post(whole(), { authorization: '' })).body.fault.faultstring, 'Missing access token')
  const unknown = await call('GET', '/patient-data-manager/FHIR/R4/Bundle/none')
  assert.deepEqual([unknown.status, unknown.body.issue[0].code], [404, 'not-found'])
  assert.equal((await call('GET', '/patient-data-manager/FHIR/R4/Bundle/none', undefined, { authorization: 'Bearer x' })).status, 401)
  assert.deepEqual(rules(), ['access-unknown-token'])
})

test('a laboratory that sends through the control is held to the same, and its event is one that MNS takes on', async () => {
  const { state, environment, mnsState, call } = start()
  assert.throws(() => service.controls.send(state, { bundle: { ...documentOf() } }, environment), /one Composition|Document must include/)
  const subscribe = (criteria: string, queue: string) =>
    call('POST', '/multicast-notification-service/subscriptions', { resourceType: 'Subscription', status: 'requested', reason: '', criteria: `eventType='pathology-laboratory-reporting-test-result-stored-1' AND ${criteria}`, channel: { type: 'message', endpoint: `arn:aws:sqs:eu-west-2:123456789012:${queue}`, payload: 'application/fhir+json' } })
  const [maker] = environment.directory.systems.filter(({ organisation }) => organisation === 'A99901').map(({ manufacturer }) => manufacturer)
  await subscribe("requestingOrganisationODS='A99901'", 'practice')
  await subscribe(`requestingOrganisationODS_manufacturer_org='${maker}'`, 'supplier')
  await subscribe("requestingOrganisationODS_manufacturer_org='X99'", 'other-supplier')
  await subscribe("requestingOrganisationODS='A99902'", 'other-practice')
  const { event } = service.controls.send(state, { bundle: whole() }, environment)
  const told = mns.controls.publish(mnsState, event, environment)
  assert.deepEqual(told.map(({ endpoint }) => endpoint.split(':').at(-1)), ['practice', 'supplier'])
  const focus = JSON.parse(told[0]!.body).entry[0].resource.parameter[3].part[2].valueReference.reference
  assert.equal(focus, event.dataref)
})
