import assert from 'node:assert/strict'
import { test } from 'node:test'
import { service } from '../../../mocks/services/ers/service.ts'
import { criteria, issueOf, PATIENT, searchBody, startErs } from './ers-fixture.ts'

const SEARCH = '/STU3/HealthcareService/$ers.searchHealthcareServicesForPatient'
const { controls } = service

test('service search: what fits the criteria, nearest first or soonest first', async () => {
  const { call } = startErs()
  const ids = async (body: unknown) => (await call('POST', SEARCH, { body })).body.entry.map((entry: { item: { identifier: { value: string } } }) => entry.item.identifier.value)
  assert.deepEqual(await ids(searchBody()), ['11002', '11004', '11003'])
  assert.deepEqual(await ids(searchBody('APPOINTMENT_REQUEST', criteria(), [], 'IWT')), ['11003', '11002', '11004'])
  assert.deepEqual(await ids(searchBody('ADVICE_AND_GUIDANCE_REQUEST')), ['11010'])
  const specialty = { name: 'specialty', valueCoding: { system: 'https://hub.test/STU3/CodeSystem/SPECIALTY', code: 'CARDIOLOGY' } }
  assert.deepEqual(await ids(searchBody('APPOINTMENT_REQUEST', criteria([specialty, { name: 'distanceLimit', valueUnsignedInt: 5 }]))), ['11002', '11004'])
  assert.deepEqual(await ids(searchBody('APPOINTMENT_REQUEST', criteria([specialty, { name: 'indicativeAppointmentWaitTimeLimit', valueUnsignedInt: 10 }]))), ['11004', '11003'])
  const none = await call('POST', SEARCH, { body: searchBody('APPOINTMENT_REQUEST', criteria([specialty], 'TWO_WEEK_WAIT')) })
  assert.equal(none.body.emptyReason.coding[0].code, 'nilknown')
})

test('age and sex appropriate searches leave out what the patient is too young for', async () => {
  const { call, state } = startErs()
  const knee = { name: 'clinicalTerm', valueCoding: { system: 'http://snomed.info/sct', code: '239873007' } }
  const found = criteria([knee])
  found.parameter.at(-1)!.valueBoolean = true
  const count = async () => (await call('POST', SEARCH, { body: searchBody('APPOINTMENT_REQUEST', found) })).body.entry.length
  controls.putPatient(state, { nhsNumber: PATIENT, birthDate: '2012-01-01' })
  assert.equal(await count(), 0)
  controls.putPatient(state, { nhsNumber: PATIENT, birthDate: '1980-01-01' })
  assert.equal(await count(), 1)
})

test('service search: what the criteria must and must not say', async () => {
  const { call } = startErs()
  const refusal = async (parts: Record<string, unknown>[]) => issueOf(await call('POST', SEARCH, { body: searchBody('APPOINTMENT_REQUEST', criteria(parts)) }))
  const specialty = (code: string) => ({ name: 'specialty', valueCoding: { system: 'https://hub.test/STU3/CodeSystem/SPECIALTY', code } })
  const clinic = (code: string) => ({ name: 'clinicType', valueCoding: { system: 'https://fhir.nhs.uk/STU3/CodeSystem/eRS-ClinicType-1', code } })
  const term = (code: string) => ({ name: 'clinicalTerm', valueCoding: { system: 'http://snomed.info/sct', code } })
  assert.match(await refusal([]), /^422 VALUE_IS_REQUIRED/)
  assert.match(await refusal([clinic('KNEE'), term('239873007')]), /^422 VALUE_IS_REQUIRED: 'specialty'/)
  assert.match(await refusal([specialty('ADULT_MENTAL_ILLNESS')]), /^422 INVALID_CODE/, 'in force until 2008 only')
  assert.match(await refusal([specialty('CARDIOLOGY'), clinic('KNEE')]), /^422 INAPPROPRIATE_VALUE/)
  assert.match(await refusal([term('1')]), /^422 SNOMED_NOT_FOUND/)
  assert.equal(await refusal([{ name: 'unknownParameter', valueString: 'x' }]), "422 UNEXPECTED_FIELD: 'searchCriteria/resource/parameter[1]' (unknownParameter) unknown parameter name")
})

test('services in R4: attributes, version by HEAD, and up to twenty at once', async () => {
  const { call, state } = startErs()
  const one = await call('GET', '/R4/HealthcareService/11002')
  assert.equal(one.headers.get('etag'), 'W/"1"')
  assert.deepEqual(one.body.characteristic.map((entry: { coding: { code: string }[] }) => entry.coding[0]!.code), ['BOOKABLE', 'DIRECTLY_BOOKABLE'])
  controls.putService(state, { id: '11002', name: 'Renamed' })
  const head = await call('HEAD', '/R4/HealthcareService/11002')
  assert.equal(head.headers.get('etag'), 'W/"2"')
  assert.equal(head.text, '')
  const some = await call('GET', '/R4/HealthcareService?_id=11002,99999,11003')
  assert.equal(some.body.total, 2)
  const many = Array.from({ length: 21 }, (_, at) => at + 1).join(',')
  for (const query of ['', '?_id=', '?_id=abc', `?_id=${many}`]) assert.equal(issueOf(await call('GET', `/R4/HealthcareService${query}`)).slice(0, 19), '400 REC_BAD_REQUEST')
  assert.match(issueOf(await call('GET', '/R4/HealthcareService/99999')), /^404 REC_NOT_FOUND/)
  assert.equal((await call('GET', '/R4/HealthcareService?_id=99999')).body.entry, undefined)
})
