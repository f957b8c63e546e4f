import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { isValid } from '../../../config/identifiers/nhs-number.ts'
import { joan, pds } from './pds-caller.ts'

const REGISTERING = {
  url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-RegisteringAuthority',
  extension: [
    { url: 'registeringAuthorityType', valueCodeableConcept: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/UKCore-RegisteringAuthorityType', code: 'x' }] } },
    { url: 'organisationIdentifier', valueString: 'RGS' },
  ],
}

const NEWCOMER = {
  resourceType: 'Patient',
  name: [{ use: 'usual', given: ['Jane'], family: 'Edwards', prefix: ['Mrs.'], period: { start: '1986-07-01' } }],
  gender: 'female',
  birthDate: '1982-07-10',
  address: [{ use: 'home', period: { start: '2020-01-01' }, line: ['', '317 Stuart Street', '', 'Leeds', ''], postalCode: 'LS1 6AE' }],
  extension: [REGISTERING],
}

function world() {
  const service = pds()
  const role = { id: '555254240900', code: 'R8009', name: 'Maternity', organisation: 'RZ9', activities: [] }
  service.token('midwife', { kind: 'healthcare-worker', userId: '555254239999', aal: 3, roles: [role] })
  const create = (body: unknown, options: Parameters<typeof service.call>[2] = {}) =>
    service.call('POST', '/Patient', { as: 'midwife', ...options, headers: { 'content-type': 'application/json', ...options.headers }, body })
  return { ...service, create }
}

describe('PDS: creating a patient', () => {
  it('allocates an NHS number of the test range and tidies what was sent', async () => {
    const { create, get } = world()
    const answer = await create(NEWCOMER)
    assert.equal(answer.status, 201, answer.diagnostics)
    assert.ok(isValid(answer.body.id))
    assert.ok(answer.body.id.startsWith('999'))
    assert.equal(answer.body.meta.versionId, '1')
    assert.deepEqual(answer.body.address[0].line, ['317 Stuart Street', 'Leeds'])
    assert.deepEqual(answer.body.name[0].prefix, ['Mrs'])
    assert.equal(answer.body.extension, undefined)
    assert.equal((await get(`/Patient/${answer.body.id}`)).body.birthDate, '1982-07-10')
  })

  it('is not for GP practices, applications or patients', async () => {
    const { create, token, last } = world()
    const practice = await create(NEWCOMER, { as: 'worker' })
    assert.deepEqual([practice.status, practice.code], [401, 'ACCESS_DENIED'])
    assert.equal(last().violations[0]?.rule, 'practice-creates-patient')
    token('citizen', { kind: 'patient', nhsNumber: '9990000018', proofing: 'P9' })
    assert.equal((await create(NEWCOMER, { as: 'citizen' })).display, 'Cannot create resource with patient-access access token')
    const application = await create(NEWCOMER, { as: 'application' })
    assert.deepEqual([application.status, application.code, application.display], [403, 'INVALID_METHOD', 'Cannot create resource with application-restricted access token'])
  })

  it('makes no second record of somebody it knows: 200 with the outcome', async () => {
    const { create, put } = world()
    const known = { family: 'Edwards', given: 'Jane', gender: 'female' as const, birthDate: '1982-07-10', address: { line: ['1 Road', 'Leeds'], postcode: 'LS1 6AE' } }
    const { nhsNumber } = put(known)
    const single = await create(NEWCOMER)
    assert.deepEqual([single.status, single.code, single.diagnostics], [200, 'SINGLE_MATCH', `Unable to create new patient. NHS number ${nhsNumber} found for supplied demographic data.`])
    put(known)
    assert.deepEqual([(await create(NEWCOMER)).code], ['MULTIPLE_MATCHES'])
  })

  it('creates once for one X-Request-ID', async () => {
    const { create, state } = world()
    const headers = { 'x-request-id': randomUUID() }
    const [first, second] = [await create(NEWCOMER, { headers }), await create(NEWCOMER, { headers })]
    assert.deepEqual([second.status, second.body.id], [201, first.body.id])
    assert.equal(state.records.size, 1)
  })

  it('words what is missing or wrong', async () => {
    const { create } = world()
    const { gender: _gender, ...withoutGender } = NEWCOMER
    const [name] = NEWCOMER.name
    const [address] = NEWCOMER.address
    const cases: [unknown, string, string][] = [
      [{ bananas: 'in pyjamas' }, 'MISSING_VALUE', "Missing value - 'name'"],
      [{ name: { family: 'Smith' } }, 'MISSING_VALUE', "Missing value - 'address'"],
      [withoutGender, 'MISSING_VALUE', "Missing value - 'gender'"],
      [{ ...NEWCOMER, address: [{ ...address, period: undefined }] }, 'MISSING_VALUE', "Missing value - 'address/0/period'"],
      [{ ...NEWCOMER, gender: 'other' }, 'INVALID_VALUE', "Invalid value - 'other' in field 'gender'"],
      [{ ...NEWCOMER, birthDate: 'not-a-date' }, 'INVALID_VALUE', "Invalid value - 'not-a-date' in field 'birthDate'"],
      [{ ...NEWCOMER, name: [{ ...name, given: 'not an array' }] }, 'INVALID_VALUE', "Invalid value - 'not an array' in field 'name/0/given'"],
      [{ ...NEWCOMER, address: [{ ...address, line: ['317 Stuart Street'] }] }, 'INVALID_CREATE', "Invalid patient create data provided - 'address lines 1 and 4 or 2 and 4 must be completed as a minimum'"],
      [{ ...NEWCOMER, telecom: [{ system: 'email', use: 'home', value: 'testemail' }] }, 'INVALID_CREATE', "Invalid patient create data provided - 'email format is invalid'"],
      [{ ...NEWCOMER, name: [{ ...name, period: { start: '2020-01-01', end: '2024-01-01' } }] }, 'INVALID_CREATE', "Invalid patient create data provided - 'An end date can not be provided on usual name'"],
    ]
    for (const [body, code, words] of cases) {
      const answer = await create(body)
      assert.deepEqual([answer.status, answer.code, answer.diagnostics], [400, code, words])
    }
  })

  it('allows so many creations a second', async () => {
    const { create, controls, state } = world()
    controls.limitRate(state, { createsPerSecond: 3 })
    const answers = []
    for (let i = 0; i < 4; i++) answers.push(await create({}))
    assert.deepEqual(answers.map(({ status }) => status), [400, 400, 400, 429])
    assert.equal(answers[3]!.diagnostics, 'There have been too many Create Patient requests. Please try again later.')
  })
})

describe('PDS: European Health Insurance Card', () => {
  const card = (nhsNumber: string) => ({
    resourceType: 'Coverage',
    status: 'active',
    identifier: [{ value: 'DE1234567890121234', assigner: { identifier: { system: 'urn:iso:std:iso:3166', value: 'DEU' } } }],
    beneficiary: { identifier: { value: '1029384756' } },
    payor: [{ identifier: { value: "01071 - CPAM de l'ARDECH" } }],
    period: { end: '2028-08-15' },
    subscriber: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber } },
  })

  function carded() {
    const service = pds()
    const { nhsNumber } = service.put(joan())
    service.token('self', { kind: 'patient', nhsNumber, proofing: 'P9' })
    const post = (body: unknown, headers: Record<string, string | null> = {}, as = 'self') =>
      service.call('POST', '/Coverage', { as, headers: { 'content-type': 'application/json', 'if-match': 'W/"2"', ...headers }, body })
    return { ...service, nhsNumber, post }
  }

  it('is none, then the one that was sent, at the record\'s next version', async () => {
    const { get, post, nhsNumber } = carded()
    const path = `/Coverage?subscriber%3Aidentifier=${nhsNumber}`
    const none = await get(path, { as: 'self' })
    assert.deepEqual([none.status, none.body.total, none.body.meta.versionId, 'entry' in none.body], [200, 0, '2', false])
    const sent = await post(card(nhsNumber))
    assert.deepEqual([sent.status, sent.headers.get('etag')], [201, 'W/"3"'])
    const one = await get(path, { as: 'self' })
    assert.equal(one.body.entry[0].resource.identifier[0].assigner.display, 'Germany')
    assert.equal(one.body.entry[0].resource.subscriber.identifier.value, nhsNumber)
  })

  it('is for the patient only', async () => {
    const { get, post, nhsNumber } = carded()
    const path = `/Coverage?subscriber%3Aidentifier=${nhsNumber}`
    assert.equal((await get(path)).display, 'Cannot GET resource with user-restricted access token')
    assert.equal((await post(card(nhsNumber), {}, 'application')).display, 'Cannot POST resource with application-restricted access token')
    assert.equal((await get('/Coverage?subscriber%3Aidentifier=9990000018', { as: 'self' })).display, 'Patient cannot perform this action')
    assert.equal((await post(card('9990000018'))).display, 'Patient cannot perform this action')
  })

  it('is searched for in one way only', async () => {
    const { get, nhsNumber } = carded()
    for (const query of ['', '?year=2003', `?subscriber%3Aidentifier=${nhsNumber}&year=2003`]) {
      const answer = await get(`/Coverage${query}`, { as: 'self' })
      assert.deepEqual([answer.status, answer.diagnostics], [400, "Invalid search data provided - 'Coverage search request must follow the format /Coverage?subscriber:identifier=NHS_NUMBER'"])
    }
  })

  it('words what is missing or wrong, and minds the version', async () => {
    const { post, nhsNumber } = carded()
    const good = card(nhsNumber)
    const cases: [unknown, string, string][] = [
      [{ ...good, beneficiary: { identifier: {} } }, 'MISSING_VALUE', "Missing value - 'beneficiary/identifier/value'"],
      [{ ...good, identifier: [{ assigner: good.identifier[0]!.assigner }] }, 'MISSING_VALUE', "Missing value - 'identifier/0/value'"],
      [{ ...good, payor: [{ identifier: { value: '' } }] }, 'INVALID_VALUE', "Invalid value - '' in field 'payor/0/identifier/value'"],
      [{ ...good, period: { end: '1860-12-15' } }, 'INVALID_VALUE', "Invalid value - '1860-12-15' in field 'period/end'"],
      [
        { ...good, payor: [{ identifier: { value: 'DE98765' } }, { identifier: { value: 'FR98765' } }] },
        'TOO_MANY_VALUES_SUBMITTED',
        "Too many values submitted - [{'identifier': {'value': 'DE98765'}}, {'identifier': {'value': 'FR98765'}}] in field 'payor'",
      ],
    ]
    for (const [body, code, words] of cases) {
      const answer = await post(body)
      assert.deepEqual([answer.status, answer.code, answer.diagnostics], [400, code, words])
    }
    assert.equal((await post(good, { 'if-match': null })).status, 412)
    assert.equal((await post(good, { 'if-match': 'W/"1"' })).code, 'RESOURCE_VERSION_MISMATCH')
  })
})
