import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { service } from '../../../mocks/services/nrl/service.ts'
import { CONSUMER, NHS_NUMBER, pointer, PRODUCER, start, SUBJECT } from './nrl-caller.ts'

const replaces = (id: string) => ({ relatesTo: [{ code: 'replaces', target: { type: 'DocumentReference', identifier: { value: id } } }] })

describe('National Record Locator: a pointer is published, found, changed, replaced and deleted', () => {
  test('publishing is 201 with an outcome, and an id that begins with the custodian', async () => {
    const { call, find, violations } = start()
    const { status, code, headers } = await call('POST', PRODUCER, pointer())
    assert.deepEqual([status, code, violations()], [201, 'RESOURCE_CREATED', []])
    assert.match(headers.get('location')!, /^\/producer\/FHIR\/R4\/DocumentReference\/A99901-[0-9a-f-]{36}$/)
    const { body } = await find()
    assert.equal(body.total, 1)
    assert.equal(body.entry[0].resource.date, body.entry[0].resource.meta.lastUpdated)
  })

  test('a new one replaces its own of the same patient and type, and no other', async () => {
    const { call, create, find } = start()
    const first = await create()
    const again = await call('POST', PRODUCER, pointer(replaces(first)))
    assert.deepEqual([again.status, again.code], [201, 'RESOURCE_SUPERSEDED'])
    const { body } = await find()
    assert.deepEqual([body.total, body.entry[0].resource.relatesTo[0].target.identifier.value], [1, first])
    const second = body.entry[0].resource.id
    assert.match((await call('POST', PRODUCER, pointer(replaces(first)))).words, /does not exist$/)
    assert.match((await call('POST', PRODUCER, pointer(replaces('RZ9-1')))).words, /does not include the expected ODS code/)
    const other = pointer({ ...replaces(second), type: { coding: [{ system: 'http://snomed.info/sct', code: '736373009', display: 'End of life care plan' }] } })
    assert.match((await call('POST', PRODUCER, other)).words, /type does not match/)
    const somebody = pointer({ ...replaces(second), subject: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9000000017' } } })
    assert.match((await call('POST', PRODUCER, somebody)).words, /NHS number does not match/)
  })

  test('an update changes what may be changed; its date stays', async () => {
    const { call, create, environment } = start()
    const id = await create()
    const { body } = await call('GET', `${PRODUCER}/${id}`)
    environment.clock.advance(60_000)
    const updated = await call('PUT', `${PRODUCER}/${id}`, { ...body, description: 'Second thoughts', date: '2020-01-01T00:00:00Z' })
    assert.deepEqual([updated.status, updated.code], [200, 'RESOURCE_UPDATED'])
    const after = (await call('GET', `${PRODUCER}/${id}`)).body
    assert.deepEqual([after.description, after.date], ['Second thoughts', body.date])
    assert.notEqual(after.meta.lastUpdated, body.meta.lastUpdated)
    assert.match((await call('PUT', `${PRODUCER}/${id}`, { ...body, type: { coding: [{ system: 'http://snomed.info/sct', code: '736373009', display: 'x' }] } })).words, /'type' is immutable/)
    assert.match((await call('PUT', `${PRODUCER}/other-1`, body)).words, /does not match the document id in the body$/)
  })

  test('a deletion is an outcome; what is not there is not found, and another’s is not touched', async () => {
    const { call, create, find, state, environment } = start()
    const id = await create()
    const { id: others } = service.controls.publish(state, { nhsNumber: NHS_NUMBER, custodian: 'RZ9', type: '736253002' }, environment)
    const deleted = await call('DELETE', `${PRODUCER}/${id}`)
    assert.deepEqual([deleted.status, deleted.code], [200, 'RESOURCE_REMOVED'])
    assert.equal((await call('DELETE', `${PRODUCER}/${id}`)).code, 'RESOURCE_NOT_FOUND')
    const refused = await call('DELETE', `${PRODUCER}/${others}`)
    assert.deepEqual([refused.status, refused.code], [403, 'ACCESS_DENIED'])
    assert.equal((await call('GET', `${PRODUCER}/${others}`)).code, 'AUTHOR_CREDENTIALS_ERROR')
    assert.equal((await find()).body.total, 1)
  })
})

describe('National Record Locator: searching', () => {
  const held = () => {
    const it = start()
    for (const type of ['736253002', '736366004', '824321000000109']) service.controls.publish(it.state, { nhsNumber: NHS_NUMBER, custodian: type === '824321000000109' ? 'A99902' : 'RZ9', type }, it.environment)
    return it
  }
  const typesIn = (body: { entry: { resource: { type: { coding: { code: string }[] } } }[] }) => body.entry.map(({ resource }) => resource.type.coding[0]!.code)

  test('by type, by category, by custodian, by several at once', async () => {
    const { find } = held()
    const sct = (...codes: string[]) => codes.map((code) => `http://snomed.info/sct|${code}`).join(',')
    assert.deepEqual(typesIn((await find()).body), ['736253002', '736366004', '824321000000109'])
    assert.deepEqual(typesIn((await find({ type: sct('736366004', '824321000000109') })).body), ['736366004', '824321000000109'])
    assert.deepEqual(typesIn((await find({ category: sct('734163000') })).body), ['736253002', '736366004'])
    assert.deepEqual(typesIn((await find({ 'custodian:identifier': 'https://fhir.nhs.uk/Id/ods-organization-code|A99902' })).body), ['824321000000109'])
  })

  test('by query as by body; a count has no entries; nobody has none', async () => {
    const { call, find } = held()
    const query = await call('GET', `${CONSUMER}?subject:identifier=${encodeURIComponent(SUBJECT)}&_summary=count`)
    assert.deepEqual([query.body.total, query.body.entry, query.body.link.length], [3, undefined, 1])
    const nobody = await find({ 'subject:identifier': 'https://fhir.nhs.uk/Id/nhs-number|9000000017' })
    assert.deepEqual([nobody.body.total, nobody.body.entry], [0, []])
  })

  test('an organisation sees the types agreed with it, and reads no others', async () => {
    const { find, call, state } = held()
    service.controls.agreeTypes(state, { odsCode: 'A99901', types: ['736366004'] })
    assert.deepEqual(typesIn((await find()).body), ['736366004'])
    const [crisisPlan] = service.controls.listPointers(state, { nhsNumber: NHS_NUMBER })
    assert.deepEqual([(await call('GET', `${CONSUMER}/${crisisPlan!.id}`)).code, (await call('POST', PRODUCER, pointer({ type: { coding: [{ system: 'http://snomed.info/sct', code: '736253002', display: 'x' }] } }))).code], ['ACCESS_DENIED', 'AUTHOR_CREDENTIALS_ERROR'])
    service.controls.agreeTypes(state, { odsCode: 'A99901', types: [] })
    assert.equal((await find()).status, 403)
  })

  test('a producer sees its own only', async () => {
    const { call, create } = held()
    await create()
    const { body } = await call('POST', `${PRODUCER}/_search`, { 'subject:identifier': SUBJECT })
    assert.deepEqual([body.total, body.link], [1, undefined])
    assert.equal((await call('GET', `${PRODUCER}?subject:identifier=${SUBJECT}`)).body.total, 1)
  })

  test('wrong parameters are refused by name', async () => {
    const { call, find } = held()
    assert.deepEqual([(await call('GET', CONSUMER)).code, (await find({ colour: 'red' })).code], ['INVALID_PARAMETER', 'INVALID_PARAMETER'])
    assert.match((await find({ 'subject:identifier': '9990548609' })).words, /subject:identifier/)
    assert.equal((await find({ 'subject:identifier': 'https://fhir.nhs.uk/Id/nhs-number|9990548600' })).code, 'INVALID_NHS_NUMBER')
    assert.equal((await find({ type: 'http://loinc.org|1' })).code, 'INVALID_CODE_SYSTEM')
    assert.equal((await find({ _summary: 'text' })).code, 'INVALID_PARAMETER')
    assert.equal((await find({ 'custodian:identifier': 'A99901' })).code, 'INVALID_PARAMETER')
    assert.equal((await call('POST', `${CONSUMER}/_search`, 'subject=1')).code, 'MESSAGE_NOT_WELL_FORMED')
    assert.equal((await find({ type: 1 })).code, 'MESSAGE_NOT_WELL_FORMED')
    assert.equal((await call('POST', `${CONSUMER}/_search`)).code, 'BAD_REQUEST')
  })
})

describe('National Record Locator: who may call, and what is refused', () => {
  test('without a token, or with that of a user, the gateway refuses', async () => {
    const { find } = start()
    assert.deepEqual(await Promise.all([undefined, 'Bearer user', 'Bearer nobody'].map(async (authorization) => (await find({}, { authorization } as Record<string, string>)).status)), [401, 401, 401])
  })

  test('the organisation and X-Request-ID are demanded, and echoed', async () => {
    const { call, find, violations } = start()
    const nobody = await call('GET', `${CONSUMER}/x-1`, undefined, { 'nhsd-end-user-organisation-ods': undefined })
    assert.deepEqual([nobody.status, nobody.code, violations()], [400, 'PRECONDITION_FAILED', ['organisation-missing']])
    assert.equal((await find({}, { 'x-request-id': '1' })).code, 'MISSING_OR_INVALID_HEADER')
    const { headers } = await find({}, { 'x-correlation-id': 'c' })
    assert.deepEqual([headers.get('x-request-id'), headers.get('x-correlation-id'), headers.get('content-type')], ['60e0b220-8136-4ca5-ae46-1d97ef59d068', 'c', 'application/fhir+json;version=1'])
  })

  const faults: [string, object, string][] = [
    ['no author', { author: undefined }, 'INVALID_RESOURCE'],
    ['not current', { status: 'superseded' }, 'INVALID_RESOURCE'],
    ['a field of another resource', { colour: 'red' }, 'INVALID_RESOURCE'],
    ['another custodian', { custodian: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'RZ9' } } }, 'BAD_REQUEST'],
    ['a custodian of no ODS code', { custodian: { identifier: { system: 'x', value: 'A99901' } } }, 'INVALID_IDENTIFIER_SYSTEM'],
    ['a wrong NHS number', { subject: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990548600' } } }, 'INVALID_NHS_NUMBER'],
    ['a category of another type', { category: [{ coding: [{ system: 'http://snomed.info/sct', code: '823651000000106', display: 'Clinical note' }] }] }, 'BAD_REQUEST'],
    ['a category by another name', { category: [{ coding: [{ system: 'http://snomed.info/sct', code: '734163000', display: 'Plan' }] }] }, 'INVALID_RESOURCE'],
    ['a relation nobody knows', { relatesTo: [{ code: 'likes', target: {} }] }, 'INVALID_CODE_VALUE'],
    ['a relation to nothing', { relatesTo: [{ code: 'replaces', target: {} }] }, 'INVALID_IDENTIFIER_VALUE'],
    ['no setting', { context: {} }, 'INVALID_RESOURCE'],
    ['no system behind the proxy', { context: { practiceSetting: pointer().context.practiceSetting } }, 'INVALID_RESOURCE'],
    ['a system with a wrong number', { context: { ...pointer().context, related: [{ identifier: { system: 'https://fhir.nhs.uk/Id/nhsSpineASID', value: '1' } }] } }, 'INVALID_IDENTIFIER_VALUE'],
    ['no stability', { content: [{ ...pointer().content[0], extension: [] }] }, 'INVALID_RESOURCE'],
    ['a format nobody knows', { content: [{ ...pointer().content[0], format: { code: 'pdf' } }] }, 'INVALID_RESOURCE'],
  ]
  for (const [what, changes, expected] of faults) {
    test(`a pointer with ${what} is refused`, async () => {
      const { call, find } = start()
      const { status, code } = await call('POST', PRODUCER, JSON.parse(JSON.stringify(pointer(changes))))
      assert.deepEqual([status, code, (await find()).body.total], [400, expected, 0])
    })
  }

  test('what is no pointer is not well formed; another method is not allowed', async () => {
    const { call } = start()
    assert.equal((await call('POST', PRODUCER, '{')).code, 'MESSAGE_NOT_WELL_FORMED')
    assert.equal((await call('POST', PRODUCER)).code, 'BAD_REQUEST')
    assert.deepEqual([(await call('DELETE', `${CONSUMER}/A-1`)).status, (await call('GET', '/record-locator/elsewhere')).status], [405, 404])
  })
})

describe('National Record Locator: what a pointer leads to', () => {
  const claims = { iss: 'https://gp.example', sub: '1', aud: 'https://x', iat: 1, exp: Date.parse('2026-03-10T12:05:00Z') / 1000, reason_for_request: 'directcare', requesting_system: 's', requesting_organization: 'o', requesting_user: 'u' }
  const jwt = (header: object, payload: object) => `Bearer ${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`
  const headers = { 'ssp-traceid': 'T', 'ssp-from': '200000000116', 'ssp-to': '230811201350', 'ssp-interactionid': 'urn:nhs:names:services:nrl:DocumentReference.content.read', authorization: jwt({ alg: 'none', typ: 'JWT' }, claims) }
  const held = () => {
    const it = start()
    const { id, resource } = service.controls.publish(it.state, { nhsNumber: NHS_NUMBER, custodian: 'RZ9', type: '736253002', content: 'Ring the crisis team' }, it.environment)
    const { url } = (resource['content'] as { attachment: { url: string } }[])[0]!.attachment
    return { ...it, id, fetchIt: (changes: object = {}) => it.call('GET', url.replace(/^ssp:\/\/[^/]+\/e\/test/, ''), undefined, { ...headers, ...changes }) }
  }

  test('the record comes through the proxy, to whoever says who they are', async () => {
    const { fetchIt, environment } = held()
    const { status, text, headers: got } = await fetchIt()
    assert.deepEqual([status, text, got.get('content-type')], [200, 'Ring the crisis team', 'application/pdf'])
    assert.equal(environment.journal.read().at(-1)!.subject, NHS_NUMBER)
  })

  test('and to nobody else', async () => {
    const { fetchIt, id, state } = held()
    const statuses = []
    for (const changes of [{ 'ssp-to': '230811201351' }, { 'ssp-to': undefined }, { 'ssp-interactionid': 'x' }, { authorization: 'Bearer t' }, { authorization: jwt({ alg: 'RS512' }, claims) }, { authorization: jwt({ alg: 'none' }, { ...claims, exp: 1 }) }, { authorization: jwt({ alg: 'none' }, { ...claims, reason_for_request: 'curiosity' }) }, { authorization: jwt({ alg: 'none' }, {}) }])
      statuses.push((await fetchIt(changes)).status)
    assert.deepEqual(statuses, [403, 400, 400, 401, 401, 401, 401, 401])
    service.controls.withdraw(state, { id })
    assert.equal((await fetchIt()).status, 404)
  })
})
