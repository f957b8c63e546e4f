import assert from 'node:assert/strict'
import { test } from 'node:test'
import { service } from '../../../mocks/services/ers/service.ts'
import { as, createReferralBody, GP, issueOf, PATIENT, startErs } from './ers-fixture.ts'

const CREATE = '/STU3/ReferralRequest/$ers.createReferral'
const { controls } = service

test('the gateway: an unknown token gets no body in STU3 and an OperationOutcome in R4', async () => {
  const { call } = startErs()
  const headers = as('gp', { authorization: 'Bearer nobody', 'x-request-id': 'mine', 'x-correlation-id': 'c' })
  const stu3 = await call('GET', '/STU3/CodeSystem/SPECIALTY', { headers })
  assert.equal(stu3.status, 401)
  assert.equal(stu3.text, '')
  assert.match(stu3.headers.get('www-authenticate')!, /error="invalid_token"/)
  assert.equal(stu3.headers.get('x-request-id'), 'mine')
  assert.equal(stu3.headers.get('x-correlation-id'), 'c')
  const r4 = await call('GET', '/R4/HealthcareService/11002', { headers })
  assert.equal(issueOf(r4), '401 ACCESS_DENIED: Invalid Access Token')
  assert.equal(r4.body.issue[0].code, 'login')
})

test('the gateway: a sign-in of too low an assurance level is told so in both versions', async () => {
  const { call, environment } = startErs()
  const grant = environment.identity.tokens.get('gp')!
  environment.identity.tokens.set('gp', { ...grant, aal: 1 } as typeof grant)
  assert.match(issueOf(await call('GET', '/STU3/CodeSystem/SPECIALTY')), /^401 NO_ACCESS: The authentication method utilised is not currently supported/)
  assert.match(issueOf(await call('GET', '/R4/HealthcareService/11002')), /^401 ACCESS_DENIED: The authentication method/)
})

test('the organisation header is demanded by the gateway, the business function by e-RS', async () => {
  const { call, state, violations } = startErs()
  const without = (name: string) => Object.fromEntries(Object.entries(as('gp')).filter(([header]) => header !== name))
  assert.equal(issueOf(await call('POST', CREATE, { body: {}, headers: without('nhsd-end-user-organisation-ods') })), '400 MISSING_HEADER: Missing or Empty NHSD-End-User-Organisation-ODS header.')
  assert.deepEqual(violations(), ['missing-organisation'])
  const notHeld = '403 FORBIDDEN: User does not have the required Business Function at the specified Organisation.'
  assert.equal(issueOf(await call('POST', CREATE, { body: {}, headers: without('nhsd-ers-business-function') })), notHeld)
  assert.equal(issueOf(await call('POST', CREATE, { body: {}, headers: as('gp', { 'nhsd-ers-business-function': 'SERVICE_PROVIDER_CLINICIAN' }) })), notHeld)
  assert.equal(issueOf(await call('POST', CREATE, { body: {}, headers: as('gp', { 'nhsd-end-user-organisation-ods': 'A99902' }) })), notHeld)
  assert.match(issueOf(await call('POST', CREATE, { body: {}, headers: as('gp', { 'nhsd-ers-business-function': 'REFERRER_AUTHORISED_APPLICATION' }) })), /^403 NO_ACCESS/)
  controls.setPartners(state, { organisations: ['A99902'] })
  assert.equal(issueOf(await call('POST', CREATE, { body: {} })), '403 NO_ACCESS: Unauthorised ODS code provided in NHSD-End-User-Organisation-ODS header')
})

test('a referrer never acts on behalf of somebody by header', async () => {
  const { call, violations } = startErs()
  const answer = await call('GET', '/STU3/CodeSystem/PRIORITY', { headers: as('secretary', { 'nhsd-ers-on-behalf-of-user-id': GP }) })
  assert.equal(answer.status, 403)
  assert.deepEqual(violations(), ['on-behalf-of'])
})

test('without a user an application reads the directory and reference data, and writes nothing', async () => {
  const { call, violations, state } = startErs()
  const headers = { authorization: 'Bearer application' }
  assert.equal((await call('GET', '/R4/HealthcareService/11002', { headers })).status, 200)
  assert.equal((await call('GET', '/STU3/CodeSystem/PRIORITY', { headers })).status, 200)
  assert.equal((await call('POST', CREATE, { body: createReferralBody(), headers })).status, 403)
  assert.deepEqual(violations(), ['application-access'])
  assert.equal(state.referrals.size, 0)
  await call('GET', '/R4/HealthcareService/11002', { headers: { ...headers, 'nhsd-end-user-organisation-ods': 'A99901' } })
  assert.deepEqual(violations(), ['header-not-for-applications'])
})

test('media types: 406 and 415 are plain text in STU3 and an outcome in R4', async () => {
  const { call, environment } = startErs()
  const accept = await call('POST', CREATE, { body: createReferralBody(), headers: as('gp', { accept: 'application/xml' }) })
  assert.equal(accept.status, 406)
  assert.equal(accept.headers.get('content-type'), 'text/plain;charset=utf-8')
  const content = await call('POST', CREATE, { body: createReferralBody(), headers: as('gp', { 'content-type': 'application/json' }) })
  assert.equal(content.status, 415)
  assert.equal(content.headers.get('content-type'), 'text/plain;charset=utf-8')
  assert.equal(content.text, 'Unsupported Media Type')
  assert.equal((await call('GET', '/R4/HealthcareService/11002', { headers: as('gp', { accept: 'application/xml' }) })).body.issue[0].details.coding[0].code, 'REC_NOT_ACCEPTABLE')
  // No operation of R4 takes a body.
  environment.faults.inject({ service: 'ers', kind: 'error', name: 'unsupportedMediaType' })
  const fault = await call('GET', '/R4/HealthcareService/11002')
  assert.equal(fault.status, 415)
  assert.deepEqual(fault.body.issue, [{ severity: 'error', code: 'not-supported', details: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/http-error-codes', code: 'REC_UNSUPPORTED_MEDIA_TYPE' }] } }])
})

test('every answer has e-RS’s own transaction id and mirrors the correlation id', async () => {
  const { call } = startErs()
  const { headers } = await call('GET', '/STU3/CodeSystem/PRIORITY', { headers: as('gp', { 'x-request-id': 'mine', 'x-correlation-id': 'c' }) })
  assert.match(headers.get('x-request-id')!, /^[0-9a-f-]{36}-1$/)
  assert.equal(headers.get('x-correlation-id'), 'c')
})

test('reference data: reasons say who may use them and whether a comment is mandatory', async () => {
  const { call, baseUrl } = startErs()
  const { body } = await call('GET', '/STU3/CodeSystem/REFERRAL-CANCELLATION-REASON')
  assert.equal(body.url, `${baseUrl}/referrals/FHIR/STU3/CodeSystem/REFERRAL-CANCELLATION-REASON`)
  const other = body.concept.find((concept: { code: string }) => concept.code === 'PATIENT_REQUEST_CANCELLATION_OTHER')
  assert.ok(other.property.some((property: { code: string; valueBoolean?: boolean }) => property.code === 'commentIsMandatory' && property.valueBoolean === true))
  const specialties = (await call('GET', '/STU3/CodeSystem/SPECIALTY')).body
  assert.ok(specialties.concept.some((concept: { property: { code: string }[] }) => concept.property.some(({ code }) => code === 'effectiveTo')), 'codes no longer in force are listed too')
  const missing = await call('GET', '/STU3/CodeSystem/NONSENSE')
  assert.equal(missing.status, 404)
  assert.equal(missing.text, 'Not Found')
})

test('business functions come from the activity codes of the user’s roles', async () => {
  const { call, state } = startErs()
  const { body } = await call('GET', '/R4/PractitionerRole', { headers: { authorization: 'Bearer secretary' } })
  assert.equal(body.total, 1)
  assert.equal(body.entry[0].resource.organization.identifier.value, 'A99901')
  assert.deepEqual(body.entry[0].resource.code.map((code: { coding: { code: string }[] }) => code.coding[0]!.code), ['REFERRING_CLINICIAN_ADMIN'])
  controls.setBusinessFunctions(state, { userId: GP, organisation: 'A99902', functions: ['REFERRING_ADMIN'] })
  assert.equal((await call('GET', '/R4/PractitionerRole', { headers: { authorization: 'Bearer gp' } })).body.total, 2)
})

test('what only providers do is refused to referrers', async () => {
  const { call, refer } = startErs()
  const { ubrn } = await refer()
  assert.match(issueOf(await call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.acceptReferral`, { body: {} })), /^403 FORBIDDEN/)
})

test('faults: a documented error with its body and Retry-After', async () => {
  const { call, environment, refer } = startErs()
  const { ubrn } = await refer()
  environment.faults.inject({ service: 'ers', operation: 'a005-retrieve-referral-request', subject: PATIENT, kind: 'error', name: 'systemUnavailable' })
  const unavailable = await call('GET', `/STU3/ReferralRequest/${ubrn}`)
  assert.equal(unavailable.status, 503)
  assert.equal(unavailable.headers.get('retry-after'), '120')
  assert.equal(unavailable.body.issue[0].details.coding[0].code, 'SYSTEM_UNAVAILABLE')
  environment.faults.inject({ service: 'ers', kind: 'error', name: 'tooManyRequests' })
  assert.equal((await call('GET', `/STU3/ReferralRequest/${ubrn}`)).text, '')
  environment.faults.inject({ service: 'ers', kind: 'error', name: 'tooManyRequests' })
  assert.equal((await call('GET', '/R4/HealthcareService/11002')).body.issue[0].code, 'throttled')
  assert.equal((await call('GET', `/STU3/ReferralRequest/${ubrn}`)).status, 200)
})
