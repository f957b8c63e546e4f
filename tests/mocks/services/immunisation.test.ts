import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { service } from '../../../mocks/services/immunisation/service.ts'
import { NHS_NUMBER, NUMBER_SYSTEM, start } from './immunisation-caller.ts'

describe('Immunisation: an event is recorded, read, changed and taken back', () => {
  test('recording is 201 with an address, a version, and no body', async () => {
    const { call, event, baseUrl, violations } = start()
    const { status, text, headers } = await call('POST', '/Immunization', event())
    assert.deepEqual([status, text, headers.get('e-tag'), violations()], [201, '', '1', []])
    assert.match(headers.get('location')!, new RegExp(`^${baseUrl}/immunisation-fhir-api/FHIR/R4/Immunization/[0-9a-f-]{36}$`))
  })

  test('what is read is what was recorded, with its version in E-Tag and none in ETag', async () => {
    const { call, event, record } = start()
    const id = await record({ identifier: { system: 'urn:s', value: 'v' } })
    const { status, body, headers } = await call('GET', `/Immunization/${id}`)
    assert.deepEqual([status, headers.get('e-tag'), headers.get('etag')], [200, '1', null])
    assert.deepEqual(body, { ...event({ identifier: { system: 'urn:s', value: 'v' } }), id })
  })

  test('the same identifier twice is a duplicate', async () => {
    const { call, event } = start()
    const body = event({ identifier: { system: 'urn:s', value: 'v' } })
    await call('POST', '/Immunization', body)
    const again = await call('POST', '/Immunization', body)
    assert.deepEqual([again.status, again.code, again.words], [422, 'DUPLICATE', 'The provided identifier: urn:s#v is duplicated'])
  })

  test('an update names the version in E-Tag: If-Match is not looked at, and noted', async () => {
    const { call, event, record, violations } = start()
    const identifier = { system: 'urn:s', value: 'v' }
    const id = await record({ identifier })
    const body = { ...event({ identifier }), id }
    const without = await call('PUT', `/Immunization/${id}`, body, { 'if-match': 'W/"1"' })
    assert.deepEqual([without.status, without.code], [400, 'INVARIANT'])
    assert.match(without.words, /resource version not specified in the request headers$/)
    assert.deepEqual(violations(), ['if-match-instead-of-e-tag', 'version-missing'])
    const done = await call('PUT', `/Immunization/${id}`, body, { 'e-tag': '1' })
    assert.deepEqual([done.status, done.text, done.headers.get('e-tag')], [200, '', '2'])
  })

  test('an update of another version, id or identifier is refused by name', async () => {
    const { call, event, record } = start()
    const identifier = { system: 'urn:s', value: 'v' }
    const id = await record({ identifier })
    const put = async (changes: object, version: string, path = id) => (await call('PUT', `/Immunization/${path}`, { ...event({ identifier }), id, ...changes }, { 'e-tag': version })).words
    await put({}, '1')
    assert.match(await put({}, '1'), /has changed since the last retrieve\.$/)
    assert.match(await put({}, '7'), /version is inconsistent with the existing version\.$/)
    assert.match(await put({}, 'W/"2"'), /version:W\/"2" in the request headers is invalid\.$/)
    assert.match(await put({ id: 'other' }, '2'), /doesn't match with the content of the request body$/)
    assert.match(await put({ identifier: [{ system: 'urn:s', value: 'w' }] }, '2'), /identifier\[0\]\.value doesn't match with the stored content$/)
    assert.match(await put({ identifier: [{ system: 'urn:r', value: 'w' }] }, '2'), /identifier\[0\]\.system and identifier\[0\]\.value doesn't match/)
    assert.match(await put({ id: 'nobody' }, '2', 'nobody'), /^Immunization resource does not exist\. ID: nobody$/)
  })

  test('what was deleted is not found, and comes back by an update of any version', async () => {
    const { call, event, record, search } = start()
    const identifier = { system: 'urn:s', value: 'v' }
    const id = await record({ identifier })
    assert.deepEqual([(await call('DELETE', `/Immunization/${id}`)).status, (await call('DELETE', `/Immunization/${id}`)).status], [204, 404])
    const gone = await call('GET', `/Immunization/${id}`)
    assert.deepEqual([gone.status, gone.code], [404, 'NOT-FOUND'])
    assert.equal((await search('-immunization.target=FLU')).body.total, 0)
    assert.equal((await call('PUT', `/Immunization/${id}`, { ...event({ identifier }), id }, { 'e-tag': '9' })).headers.get('e-tag'), '2')
    assert.equal((await call('GET', `/Immunization/${id}`)).status, 200)
  })

  test('recording what was deleted brings it back under its old id', async () => {
    const { call, record } = start()
    const identifier = { system: 'urn:s', value: 'v' }
    const id = await record({ identifier })
    await call('DELETE', `/Immunization/${id}`)
    assert.equal(await record({ identifier }), id)
  })

  test('an id that is no id is told from one that is not there', async () => {
    const { call } = start()
    const wrong = await call('GET', '/Immunization/with_underscore')
    assert.deepEqual([wrong.status, wrong.code], [400, 'INVALID'])
    assert.equal((await call('GET', '/Immunization/with-hyphen')).status, 404)
  })
})

describe('Immunisation: what an event must keep to', () => {
  test('all that is wrong is told at once', async () => {
    const { call, event } = start()
    const { status, code, words } = await call('POST', '/Immunization', { ...event(), status: 'not-done', occurrenceDateTime: '2027-01-01T00:00:00+00:00', primarySource: 'yes' })
    assert.deepEqual([status, code], [400, 'INVARIANT'])
    assert.equal(words, 'Validation errors: status must be one of the following: completed, entered-in-error; occurrenceDateTime must not be in the future; primarySource must be a boolean')
  })

  test('every check has its own words', async () => {
    const { call, event } = start()
    const whole = event()
    const [patient] = whole['contained'] as Record<string, unknown>[]
    const withPatient = (changes: object) => ({ ...whole, contained: [{ ...patient, ...changes }] })
    const { contained: _contained, ...uncontained } = whole
    const cases: [unknown, RegExp][] = [
      [{ ...whole, id: 'x' }, /^id field must not be present for CREATE operation$/],
      [{ ...whole, resourceType: 'Patient' }, /resourceType must equal 'Immunization'/],
      [uncontained, /contained is a mandatory field/],
      [{ ...whole, contained: [] }, /contained must be a non-empty array/],
      [{ ...whole, contained: [patient, { resourceType: 'Location' }] }, /only Patient and Practitioner/],
      [{ ...whole, contained: [patient, patient] }, /exactly one Patient/],
      [{ ...whole, patient: { reference: 'Patient/1' } }, /patient.reference must be a single reference to a contained Patient resource/],
      [{ ...whole, patient: { reference: '#Pat2' } }, /The reference 'Pat2' does not match the id/],
      [withPatient({ identifier: [{ system: NUMBER_SYSTEM, value: '9990548600' }] }), /is not a valid NHS number/],
      [withPatient({ gender: 'f' }), /gender must be one of the following: male, female, other, unknown/],
      [withPatient({ birthDate: '1984' }), /birthDate must be a valid date string/],
      [withPatient({ birthDate: '2084-01-01' }), /birthDate must not be in the future/],
      [withPatient({ name: [] }), /name\[0\].given is a mandatory field; .*name\[0\].family is a mandatory field/],
      [{ ...whole, identifier: [] }, /identifier must be an array of length 1/],
      [{ ...whole, identifier: [{ system: '', value: 'v' }] }, /identifier\[0\].system must be a non-empty string/],
      [{ ...whole, recorded: '2026-03' }, /recorded must be a valid datetime/],
      [{ ...whole, expirationDate: 'soon' }, /expirationDate must be a valid date string/],
      [{ ...whole, performer: [] }, /exactly one performer.actor/],
      [{ ...whole, protocolApplied: [] }, /targetDisease is a mandatory field/],
      [{ ...whole, protocolApplied: [{ ...(whole['protocolApplied'] as object[])[0], doseNumberPositiveInt: 0 }] }, /doseNumberPositiveInt must be a positive integer/],
      [{ ...whole, protocolApplied: [{ targetDisease: [{ coding: [{ system: 'http://snomed.info/sct', code: '1' }] }] }] }, /\['1'\] is not a valid combination of disease codes/],
      [{ ...whole, extension: [] }, /Extension-UKCore-VaccinationProcedure.*is a mandatory field/],
      [{ ...whole, location: {} }, /location.identifier.value is a mandatory field; location.identifier.system/],
    ]
    for (const [body, words] of cases) {
      const answer = await call('POST', '/Immunization', body)
      assert.deepEqual([answer.status, answer.code], [400, 'INVARIANT'], String(words))
      assert.match(answer.words, words)
    }
    const unreadable = await call('POST', '/Immunization', '{')
    assert.deepEqual([unreadable.status, unreadable.code], [400, 'INVALID'])
  })

  test('a patient may be recorded without an NHS number', async () => {
    const { call, event } = start()
    const whole = event()
    const [patient] = whole['contained'] as Record<string, unknown>[]
    assert.equal((await call('POST', '/Immunization', { ...whole, contained: [{ ...patient, identifier: undefined }] })).status, 201)
  })
})

describe('Immunisation: searching', () => {
  test('a patient’s events, with the patient by number and nobody else by name', async () => {
    const { call, record, search, event } = start()
    const id = await record()
    const body = { ...event({ target: 'RSV' }) }
    const contained = [...(body['contained'] as object[]), { resourceType: 'Practitioner', id: 'Pract1', name: [{ family: 'Nightingale', given: ['Florence'] }] }]
    await call('POST', '/Immunization', { ...body, contained, performer: [{ actor: { reference: '#Pract1' } }, ...(body['performer'] as object[])] })
    const found = await search('-immunization.target=FLU,RSV&_include=Immunization:patient')
    assert.equal(found.status, 200)
    assert.deepEqual([found.body.total, found.body.entry.length], [2, 3])
    const [first] = found.body.entry
    assert.equal(first.resource.id, id)
    assert.deepEqual(first.resource.meta, { versionId: '1' })
    assert.equal(first.resource.patient.reference, found.body.entry[2].fullUrl)
    assert.equal(first.resource.identifier[0].use, 'official')
    assert.doesNotMatch(found.text, /Nightingale|contained/)
  })

  test('a form does as well as a query', async () => {
    const { call, record } = start()
    await record()
    const form = (fields: string, type = 'application/x-www-form-urlencoded') => call('POST', '/Immunization/_search', fields, { 'content-type': type })
    assert.equal((await form(`patient.identifier=${encodeURIComponent(`${NUMBER_SYSTEM}|${NHS_NUMBER}`)}&-immunization.target=FLU`)).body.total, 1)
    assert.equal((await form('x=1', 'application/json')).status, 400)
  })

  test('by dates, the days themselves included', async () => {
    const { record, search } = start()
    await record({ at: '2026-02-01T10:00:00+00:00' })
    await record({ at: '2026-03-01T10:00:00+00:00' })
    assert.equal((await search('-immunization.target=FLU&-date.from=2026-02-01&-date.to=2026-02-28')).body.total, 1)
    assert.equal((await search('-immunization.target=FLU&-date.from=2026-03-02')).body.total, 0)
  })

  test('by disease: a combined vaccine is found by each of its diseases', async () => {
    const { record, search } = start()
    await record({ target: 'MMR' })
    assert.equal((await search('target-disease=http://snomed.info/sct|14189004')).body.total, 1)
    const unknown = await search('target-disease=http://snomed.info/sct|999')
    assert.deepEqual([unknown.status, unknown.body.total, unknown.body.entry[0].resource.issue[0].severity], [200, 0, 'warning'])
  })

  test('by the supplier’s identifier, whole or in parts', async () => {
    const { call, record } = start()
    const id = await record({ identifier: { system: 'urn:s', value: 'v' } })
    assert.equal((await call('GET', '/Immunization?identifier=urn:s|v')).body.entry[0].resource.status, 'completed')
    assert.deepEqual((await call('GET', '/Immunization?identifier=urn:s|v&_elements=id,meta')).body.entry[0].resource, { resourceType: 'Immunization', id, meta: { versionId: '1' } })
    assert.deepEqual((await call('GET', '/Immunization?identifier=urn:s|w')).body.entry, [])
  })

  test('a target nobody knows is left out and told; none that is known is refused', async () => {
    const { record, search } = start()
    await record()
    const found = await search('-immunization.target=FLU,PLAGUE')
    assert.equal(found.body.total, 1)
    assert.match(found.body.entry[2].resource.issue[0].diagnostics, /ignored: PLAGUE\./)
    assert.match((await search('-immunization.target=PLAGUE')).words, /^-immunization.target must be one or more of the following: 3IN1, COVID, FLU/)
  })

  test('what is wrong with a search is told in the service’s words', async () => {
    const { call, search } = start()
    const cases: [string, RegExp][] = [
      ['', /^No parameter provided/],
      ['-immunization.target=FLU', /patient.identifier must have one value\.$/],
      ['patient.identifier=9990548609&-immunization.target=FLU', /^patient.identifier must be in the format of/],
      [`patient.identifier=${NUMBER_SYSTEM}|9990548600&-immunization.target=FLU`, /must be a valid NHS number\.$/],
      [`patient.identifier=${NUMBER_SYSTEM}|${NHS_NUMBER}`, /-immunization.target must have one or more values\.$/],
      ['identifier=urn:s|v&patient.identifier=x', /should have either identifier or patient.identifier$/],
      ['identifier=urn:s|v&-date.from=2026-01-01', /^Identifier search included/],
      ['identifier=v', /must be in the format of "identifier.system\|identifier.value"/],
      ['_elements=id', /must have the following parameter: identifier$/],
      ['identifier=urn:s|v&_elements=status', /^_elements must be one or more/],
    ]
    for (const [query, words] of cases) {
      const answer = await call('GET', `/Immunization${query && `?${query}`}`)
      assert.deepEqual([answer.status, answer.code], [400, 'INVALID'], query)
      assert.match(answer.words, words)
    }
    assert.match((await search('-immunization.target=FLU&-immunization.target=RSV')).words, /may not be duplicated/)
    assert.match((await search('-immunization.target=FLU&target-disease=x')).words, /Use one search type only/)
    assert.match((await search('target-disease=flu')).words, /valid SNOMED codes from the supported/)
    assert.match((await search('-immunization.target=FLU&-date.from=March&_include=all')).words, /YYYY-MM-DD; .*Immunization:patient/)
    assert.match((await search('-immunization.target=FLU&-date.from=2026-03-01&-date.to=2026-02-01')).words, /must be before/)
  })
})

describe('Immunisation: who may do what', () => {
  test('systems call in their own name', async () => {
    const { call } = start()
    for (const authorization of [undefined, 'Bearer x', 'Bearer user']) {
      const answer = await call('GET', '/Immunization/1', undefined, { authorization })
      assert.deepEqual([answer.status, answer.code], [401, 'SEND_UNAUTHORIZED'])
    }
  })

  test('permission goes by vaccine and operation', async () => {
    const { call, event, record, search, state } = start()
    const id = await record()
    service.controls.setPermissions(state, { applicationId: 'gp-system', permissions: { FLU: ['search'] } })
    const refusals = [await call('POST', '/Immunization', event()), await call('GET', `/Immunization/${id}`), await call('DELETE', `/Immunization/${id}`), await search('-immunization.target=RSV')]
    for (const answer of refusals) assert.deepEqual([answer.status, answer.code, answer.words], [403, 'FORBIDDEN', 'Unauthorized request for vaccine type'])
    const partly = await search('-immunization.target=FLU,RSV')
    assert.equal(partly.body.total, 1)
    assert.equal(partly.body.entry.at(-1).resource.issue[0].details.coding[0].code, 'UNAUTHORIZED')
  })

  test('Accept names the media type of the API, or none', async () => {
    const { record, call } = start()
    const id = await record()
    const as = async (accept: string | undefined) => (await call('GET', `/Immunization/${id}`, undefined, { accept })).status
    assert.deepEqual([await as(undefined), await as('application/fhir+json'), await as('application/fhir+json;version=1'), await as('application/json')], [200, 200, 200, 400])
  })

  test('other addresses are not found', async () => {
    const answer = await start().call('GET', '/Patient')
    assert.deepEqual([answer.status, answer.code], [404, 'NOT_FOUND'])
  })

  test('what others record, correct and take back is seen', async () => {
    const { search, state, environment } = start()
    const { id } = service.controls.putEvent(state, { nhsNumber: NHS_NUMBER, target: 'FLU' }, environment)
    service.controls.changeEvent(state, { id, lotNumber: 'L2' })
    assert.equal((await search('-immunization.target=FLU')).body.entry[0].resource.lotNumber, 'L2')
    service.controls.deleteEvent(state, { id })
    assert.equal((await search('-immunization.target=FLU')).body.total, 0)
    assert.equal(service.controls.listEvents(state, { nhsNumber: NHS_NUMBER }).length, 1)
  })
})
