import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { eventMessage } from '../../../mocks/services/nems/event-message.ts'
import { service } from '../../../mocks/services/nems/service.ts'
import { readSpec, withoutSpecs } from '../contract.ts'

const ASID = '200000000115'
const CRITERIA = '/Bundle?type=message&serviceType=GP&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9912003888&MessageHeader.event=pds-record-change-1&tag=site1'
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function start() {
  const app = inProcess([service])
  const state = app.environment.stateOf(service)
  const system = `https://fhir.nhs.uk/Id/accredited-system|${ASID}`
  const token = (claims: object = {}) =>
    `Bearer ${base64({ alg: 'none', typ: 'JWT' })}.${base64({ sub: system, scope: 'patient/Subscription.write', requesting_system: system, requesting_organisation: 'https://fhir.nhs.uk/Id/ods-organization-code|A99901', ...claims })}.`
  const call = async (method: 'POST' | 'GET' | 'DELETE', path: string, body?: string | object, headers: Record<string, string> = {}) => {
    const operation = { POST: 'Post', GET: 'Get', DELETE: 'Delete' }[method]
    const response = await app.fetch(`${app.baseUrl}/STU3${path}`, {
      method,
      headers: {
        fromASID: ASID,
        toASID: state.asid,
        InteractionID: `urn:nhs:names:services:clinicals-sync:SubscriptionsApi${operation}`,
        authorization: token(method === 'GET' ? { scope: 'patient/Subscription.read' } : {}),
        ...(body !== undefined && { 'content-type': typeof body === 'string' ? 'application/xml+fhir' : 'application/json+fhir' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, code: text.startsWith('{') ? (JSON.parse(text).issue[0].details.coding[0].code as string) : undefined }
  }
  return { ...app, state, token, call, subject: () => app.environment.journal.read().at(-1)!.subject, rules: () => app.environment.journal.read().at(-1)!.violations.map(({ rule }) => rule) }
}

const subscription = (changes: object = {}) => ({
  resourceType: 'Subscription',
  status: 'requested',
  contact: [{ system: 'url', use: 'work', value: 'https://directory.spineservices.nhs.uk/STU3/Organization/A99901' }],
  reason: 'Keeping records up to date',
  criteria: CRITERIA,
  channel: { type: 'message', endpoint: 'A99901OT001', payload: '' },
  ...changes,
})
const xml = `<Subscription xmlns="http://hl7.org/fhir"><status value="requested"/><contact><system value="url"/><use value="work"/><value value="https://directory.spineservices.nhs.uk/STU3/Organization/A99901"/></contact><reason value="Because"/><criteria value="${CRITERIA.replaceAll('&', '&amp;')}"/><channel><type value="message"/><endpoint value="A99901OT001"/></channel></Subscription>`

test('a subscription is made in XML or JSON, read and deleted', async () => {
  const { call, subject, rules } = start()
  const created = await call('POST', '/Subscription', xml)
  assert.equal(created.status, 201)
  assert.equal(subject(), '9912003888')
  assert.deepEqual(rules(), [])
  const path = new URL(created.headers.get('location')!).pathname.replace(/.*\/STU3/, '')
  const read = await call('GET', path)
  assert.equal(read.status, 200)
  assert.match(read.text, /<status value="active"\/>.*<endpoint value="A99901OT001"\/>/)
  const again = await call('POST', '/Subscription', subscription())
  assert.deepEqual([again.status, again.code], [409, 'DUPLICATE_REJECTED'])
  assert.equal((await call('DELETE', path)).status, 200)
  assert.deepEqual([(await call('GET', path)).code, (await call('DELETE', path)).status], ['NO_RECORD_FOUND', 404])
  assert.equal((await call('POST', '/Subscription', subscription())).status, 201)
})

test('the headers of the Spine, each in its turn', async () => {
  const { call, rules } = start()
  for (const name of ['fromASID', 'toASID', 'InteractionID', 'authorization']) assert.notEqual((await call('POST', '/Subscription', xml, { [name]: '' })).status, 201, name)
  assert.equal((await call('POST', '/Subscription', xml, { toASID: '999999999999' })).code, 'ASID_CHECK_FAILED')
  assert.equal((await call('POST', '/Subscription', xml, { InteractionID: 'urn:nhs:names:services:clinicals-sync:SubscriptionsApiGet' })).code, 'ASID_CHECK_FAILED')
  assert.deepEqual(rules(), ['asidCheckFailed'])
})

test('the token must agree with itself, the header and the resource', async () => {
  const { call, token } = start()
  const code = async (claims: object) => (await call('POST', '/Subscription', xml, { authorization: token(claims) })).code
  assert.equal(await code({ scope: 'patient/Subscription.read' }), 'ACCESS_DENIED')
  assert.equal(await code({ scope: undefined }), 'ACCESS_DENIED')
  assert.equal(await code({ requesting_system: 'https://fhir.nhs.uk/Id/accredited-system|200000000999' }), 'ASID_CHECK_FAILED')
  assert.equal(await code({ sub: 'somebody' }), 'ACCESS_DENIED')
  assert.equal(await code({ requesting_user: 'https://fhir.nhs.uk/Id/sds-user-id|1' }), 'ACCESS_DENIED')
  assert.equal(await code({ requesting_organisation: 'https://fhir.nhs.uk/Id/ods-organization-code|A99902' }), 'ACCESS_DENIED')
  assert.equal((await call('POST', '/Subscription', xml, { authorization: 'Bearer x' })).code, 'ACCESS_DENIED')
})

test('what is wrong with a subscription', async () => {
  const { call } = start()
  const code = async (changes: object) => (await call('POST', '/Subscription', subscription(changes))).code
  for (const changes of [{ status: 'active' }, { reason: undefined }, { criteria: '/Patient?x' }, { criteria: CRITERIA.replace('record-change', 'nothing') }, { contact: [] }, { channel: { type: 'email', endpoint: 'x' } }, { channel: { type: 'message' } }]) assert.equal(await code(changes), 'INVALID_RESOURCE', JSON.stringify(changes))
  assert.equal(await code({ criteria: CRITERIA.replace('9912003888', '9912003889') }), 'INVALID_NHS_NUMBER')
  assert.equal(await code({ resourceType: 'Patient' }), 'MESSAGE_NOT_WELL_FORMED')
  assert.equal((await call('POST', '/Subscription', '<Subscription')).code, 'MESSAGE_NOT_WELL_FORMED')
  assert.equal((await call('POST', '/Subscription', xml, { 'content-type': 'text/plain' })).status, 415)
})

test('an event goes to the mailboxes of those who subscribed, once, with all their tags', async () => {
  const { call, state, environment } = start()
  await call('POST', '/Subscription', subscription())
  await call('POST', '/Subscription', subscription({ criteria: CRITERIA.replace('site1', 'site2') }))
  await call('POST', '/Subscription', subscription({ criteria: '/Bundle?type=message&subscriptionRuleType=GPREG&Organization.identifier=A99901&MessageHeader.event=pds-record-change-1' }))
  const about = { nhsNumber: '9912003888', family: 'DAWKINS', given: 'Jack', birthDate: '2017-10-02' }
  const deliveries = service.controls.publish(state, { event: 'pds-record-change-1', ...about }, environment)
  assert.deepEqual(deliveries.map(({ mailbox, workflowId, partnerId }) => [mailbox, workflowId, partnerId.replaceAll(/[0-9a-f]{32}/g, 'id')]), [['A99901OT001', 'PDSRECORDCHANGE_1', 'id|site1~id|site2']])
  assert.deepEqual(service.controls.publish(state, { event: 'pds-change-of-gp-1', ...about }, environment), [])
  const generic = service.controls.listSubscriptions(state).filter(({ criteria }) => criteria.includes('GPREG')).map(({ id }) => id)
  assert.equal(service.controls.publish(state, { event: 'pds-record-change-1', ...about, nhsNumber: '9990548609', generic }, environment).length, 1)
})

test('every documented error can be asked for', async () => {
  const { call, environment } = start()
  const seen = new Set<number>()
  for (const name of Object.keys(service.errors)) {
    environment.faults.inject({ service: 'nems', kind: 'error', name })
    seen.add((await call('GET', '/Subscription/x')).status)
  }
  assert.deepEqual([...seen].sort(), [400, 403, 404, 409, 415, 422, 500])
})

describe('NEMS contract', { skip: withoutSpecs }, () => {
  it('a record change looks as the published message', () => {
    const published = readSpec('nems', 'examples', 'PDS-Record-Change.xml').replaceAll(/<\?.*?\?>/g, '').replaceAll(/>\s+</g, '><').trim()
    const ours = eventMessage(
      { event: 'pds-record-change-1', nhsNumber: '9912003888', family: 'DAWKINS', given: 'Jack', birthDate: '2017-10-02' },
      { bundle: '236a1d4a-5d69-4fa9-9c7f-e72bf505aa5b', header: '3cfdf880-13e9-4f6b-8299-53e96ef5ec02', patient: '7b0c7720-d1ed-11e8-a8d5-f2801f1b9fd1', provenance: '7bc8c1bc-e54c-11eb-ba80-0242ac130004', timestamp: '2019-11-01T15:00:00+00:00' },
    )
    // The published message was recorded two years after it was sent, and gives the time of birth no hour of its own.
    assert.equal(ours.replace(/(<recorded value=")[^"]*/, '$1'), published.replace(/(<recorded value=")[^"]*/, '$1'))
  })
})
