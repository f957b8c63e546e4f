import assert from 'node:assert/strict'
import { test } from 'node:test'
import { service } from '../../../mocks/services/ers/service.ts'
import { as, cancelBody, createReferralBody, GP, issueOf, letterBody, PATIENT, parameters, shortlistParameters, startErs } from './ers-fixture.ts'

const CREATE = '/STU3/ReferralRequest/$ers.createReferral'
const { controls } = service

test('a referral is created unbooked, with its shortlist, criteria and a UBRN of twelve digits', async () => {
  const { call, refer, baseUrl } = startErs()
  const { answer, ubrn } = await refer({ services: ['11002', '11004'] })
  assert.match(ubrn, /^\d{12}$/)
  assert.equal(answer.headers.get('etag'), 'W/"3"')
  const { body } = await call('GET', `/STU3/ReferralRequest/${ubrn}`)
  assert.deepEqual(body, answer.body)
  assert.equal(body.status, 'active')
  assert.equal(body.specialty.coding[0].system, `${baseUrl}/referrals/FHIR/STU3/CodeSystem/SPECIALTY`)
  const [found, list] = body.contained
  assert.deepEqual(list.entry.map((entry: { item: { display: string } }) => entry.item.display), ['Vale Cardiology Clinic', 'Vale Cardiology Referral Assessment Service'])
  assert.equal(found.parameter.at(-1).valueCoding.code, 'ALL_AVAILABLE_FOR_BOOKING')
  const state = body.extension.find((extension: { url: string }) => extension.url.endsWith('ReferralState-1'))
  assert.equal(state.extension[0].valueCoding.code, 'NOT_BOOKED')
  assert.doesNotMatch(answer.text, /password/i)
})

test('the same request sent twice makes two referrals: e-RS knows no replay', async () => {
  const { refer, state } = startErs()
  assert.notEqual((await refer()).ubrn, (await refer()).ubrn)
  assert.equal(controls.listReferrals(state, { nhsNumber: PATIENT }).length, 2)
})

test('what makes a referral be refused', async () => {
  const { call, state, violations } = startErs()
  const refusal = async (body: unknown, headers = as('gp')) => issueOf(await call('POST', CREATE, { body, headers }))
  const many = Array.from({ length: 21 }, (_, at) => controls.putService(state, { id: String(20_000 + at) }).id)
  assert.match(await refusal(createReferralBody({ services: many })), /^422 TOO_MANY_ITEMS/)
  assert.equal((await call('POST', CREATE, { body: createReferralBody({ services: many.slice(0, 20) }) })).status, 201)
  assert.equal(await refusal(createReferralBody({ services: ['11002', '11002'] })), "422 DUPLICATE_SERVICE: 'Shortlist/Service Id' (11002) cannot be added to a shortlist more than once.")
  assert.deepEqual(violations(), ['duplicate-service'])
  assert.match(await refusal(createReferralBody({ services: ['99999'] })), /^422 REFERENCE_NOT_FOUND/)
  assert.match(await refusal(createReferralBody({ services: ['11030'] })), /^422 SHORTLISTED_SERVICE_NOT_IN_RESULTS/)
  assert.match(await refusal(createReferralBody({ letter: 'NOT_INTENDING_TO_ADD' })), /^422 INAPPROPRIATE_VALUE.*requires a referral letter/)
  assert.match(await refusal(createReferralBody({ letter: 'PERHAPS' })), /^422 INVALID_CODE/)
  assert.match(await refusal(createReferralBody({ reminderDays: -1 })), /^422 INVALID_VALUE/)
  assert.match(await refusal(createReferralBody({ reminderDays: [1] })), /^422 INVALID_FHIR_STRUCTURE/)
  assert.match(await refusal(createReferralBody({ patient: '9990548608' })), /^422 INVALID_VALUE: 'patient'/)
  assert.match(await refusal(createReferralBody({ more: [{ name: 'colour', valueString: 'red' }] })), /^422 UNEXPECTED_FIELD: 'parameter\[4\]' \(colour\) unknown parameter name/)
  assert.match(await refusal({ ...createReferralBody(), meta: undefined }), /^422 MISSING_VALUE: 'meta' is missing/)
  assert.match(await refusal(parameters('CreateReferral-Parameters', shortlistParameters({}))), /^422 MISSING_VALUE: 'patient' is missing/)
  const bad = await call('POST', CREATE, { body: '{' })
  assert.equal(bad.status, 400)
})

test('an alternate pathway start lies in the last 365 days', async () => {
  const { call } = startErs()
  const start = (valueInstant: string) => createReferralBody({ more: [{ name: 'eReferralPathwayStart', valueInstant }] })
  assert.match(issueOf(await call('POST', CREATE, { body: start('2026-03-11T12:00:00Z') })), /^422 INAPPROPRIATE_VALUE/)
  assert.match(issueOf(await call('POST', CREATE, { body: start('2025-03-01T12:00:00Z') })), /^422 INAPPROPRIATE_VALUE/)
  assert.match(issueOf(await call('POST', CREATE, { body: start('yesterday') })), /^422 INVALID_VALUE/)
  const { body } = await call('POST', CREATE, { body: start('2026-03-01T09:00:00.000Z') })
  assert.equal(body.extension.find((extension: { url: string }) => extension.url.endsWith('PathwayStart-1')).valueInstant, '2026-03-01T09:00:00.000Z')
})

test('what e-RS cannot do for a patient is no fault of the caller', async () => {
  const { call, state, violations, refer } = startErs()
  const { ubrn } = await refer()
  for (const problem of ['PATIENT_ERROR', 'NO_REG_GP_PRACTICE', 'REFERENCE_NOT_FOUND'] as const) {
    controls.putPatient(state, { nhsNumber: PATIENT, problem })
    assert.match(issueOf(await call('POST', CREATE, { body: createReferralBody() })), new RegExp(`^422 ${problem}`))
    assert.deepEqual(violations(), [])
  }
  controls.putPatient(state, { nhsNumber: PATIENT, problem: 'PATIENT_ERROR' })
  assert.match(issueOf(await call('GET', `/STU3/ReferralRequest/${ubrn}`)), /^422 PATIENT_ERROR/)
})

test('an administrator names the clinician, who must be a referring clinician at the organisation', async () => {
  const { call } = startErs()
  const clinician = (value: string) => [{ name: 'referringClinician', valueIdentifier: { system: 'http://fhir.nhs.net/Id/sds-user-id', value } }]
  const create = (more: Record<string, unknown>[]) => call('POST', CREATE, { body: createReferralBody({ more }), headers: as('secretary') })
  assert.match(issueOf(await create([])), /^422 VALUE_IS_REQUIRED: 'referringClinician'/)
  assert.match(issueOf(await create(clinician('555254239915'))), /^422 REFERENCED_USER_IS_NOT_RC_AT_ORG/)
  assert.match(issueOf(await create(clinician('000000000000'))), /^422 REFERENCE_NOT_FOUND/)
  assert.equal((await create(clinician(GP))).status, 201)
})

test('a referral is only for the organisation that made it, and only in its current version', async () => {
  const { call, refer, violations } = startErs()
  const { ubrn } = await refer()
  const stranger = { authorization: 'Bearer stranger', 'nhsd-end-user-organisation-ods': 'A99902', 'nhsd-ers-business-function': 'REFERRING_CLINICIAN' }
  assert.match(issueOf(await call('GET', `/STU3/ReferralRequest/${ubrn}`, { headers: stranger })), /^422 NO_RELATIONSHIP/)
  assert.equal((await call('GET', `/STU3/ReferralRequest/${ubrn}/_history/3`)).status, 200)
  assert.equal((await call('GET', `/STU3/ReferralRequest/${ubrn}/_history/2`)).status, 404)
  assert.equal((await call('GET', '/STU3/ReferralRequest/000000099999')).status, 404)
  assert.deepEqual(violations(), [])
  assert.equal((await call('GET', '/STU3/ReferralRequest/70000')).status, 404)
  assert.deepEqual(violations(), ['ubrn-format'])
})

test('a change needs the version that was read: 412 without, 409 with an old one, 423 while locked', async () => {
  const { call, refer, upload, state, environment, violations } = startErs()
  const { ubrn } = await refer()
  const body = letterBody(await upload('letter.txt', ubrn))
  const letter = (ifMatch?: string) => call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.maintainReferralLetter`, { body, headers: as('gp', ifMatch === undefined ? {} : { 'if-match': ifMatch }) })
  assert.equal((await letter()).status, 412)
  assert.deepEqual(violations(), ['missing-if-match'])
  assert.equal((await letter('"3"')).status, 412, 'a strong ETag is not the published form')
  controls.touchReferral(state, { ubrn }, environment)
  const conflict = await letter('W/"3"')
  assert.equal(conflict.status, 409)
  assert.equal(conflict.text, '')
  assert.deepEqual(violations(), [], 'somebody else was first: not the caller’s fault')
  controls.lock(state, { ubrn })
  assert.equal((await letter('W/"4"')).status, 423)
  controls.unlock(state, { ubrn })
  const done = await letter('W/"4"')
  assert.equal(done.status, 200)
  assert.equal(done.headers.get('etag'), 'W/"5"')
})

test('the shortlist can be changed while there is no appointment', async () => {
  const { call, refer, state } = startErs()
  const { ubrn } = await refer()
  const path = `/STU3/ReferralRequest/${ubrn}/$ers.changeShortlist`
  const body = parameters('ChangeShortlist-Parameters', shortlistParameters({ services: ['11003', '11004'] }))
  assert.equal((await call('POST', path, { body })).status, 400, 'no 412 is published for this operation')
  assert.equal((await call('POST', path, { body, headers: as('gp', { 'if-match': 'W/"2"' }) })).status, 409)
  const changed = await call('POST', path, { body, headers: as('gp', { 'if-match': 'W/"3"' }) })
  assert.equal(changed.status, 200)
  assert.equal(changed.headers.get('etag'), 'W/"4"')
  assert.deepEqual(controls.readReferral(state, { ubrn }).shortlist, ['11003', '11004'])

  const triage = parameters('ChangeShortlistAndSendForTriage-Request-Parameters', shortlistParameters({ services: ['11004'] }))
  const sent = await call('POST', `${path}AndSendForTriage`, { body: triage, headers: as('gp', { 'if-match': 'W/"4"' }) })
  assert.deepEqual(sent.body.parameter.map((parameter: { name: string }) => parameter.name), ['updatedReferralRequest', 'createdAppointment'])
  assert.equal(controls.readReferral(state, { ubrn }).state.code, 'AWAITING_TRIAGE')
  assert.match(issueOf(await call('POST', path, { body, headers: as('gp', { 'if-match': 'W/"5"' }) })), /^422 INVALID_REQUEST_STATE/)
})

test('sending for triage takes one triage service, a letter to come and no reminder', async () => {
  const { call } = startErs()
  const profile = 'CreateReferralAndSendForTriage-Parameters'
  const send = (options: Parameters<typeof createReferralBody>[0]) => call('POST', `${CREATE}AndSendForTriage`, { body: createReferralBody({ profile, ...options }) })
  assert.match(issueOf(await send({ services: ['11004', '11002'] })), /^422 TOO_MANY_ITEMS/)
  assert.match(issueOf(await send({ services: ['11002'] })), /^422 INAPPROPRIATE_VALUE/)
  assert.match(issueOf(await send({ services: ['11004'], reminderDays: 7 })), /^422 INAPPROPRIATE_VALUE/)
  const sent = await send({ services: ['11004'] })
  assert.equal(sent.status, 201)
  assert.equal(sent.body.contained.find((resource: { id: string }) => resource.id === 'appointment').reason[0].coding[0].code, 'TRIAGE')
})

test('cancelling a referral: reasons of this user’s kind, comments where mandatory, once', async () => {
  const { call, refer, state } = startErs()
  const { ubrn } = await refer()
  const cancel = (code: string, comments?: string, version = 3) => call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.cancelReferral`, { body: cancelBody(code, comments), headers: as('gp', { 'if-match': `W/"${version}"` }) })
  assert.match(issueOf(await cancel('BOOKED_OUTSIDE_CAB')), /^422 INAPPROPRIATE_VALUE/, 'for providers only')
  assert.match(issueOf(await cancel('NONSENSE')), /^422 INAPPROPRIATE_VALUE/)
  assert.equal(issueOf(await cancel('PATIENT_REQUEST_CANCELLATION_OTHER')), "422 MISSING_VALUE: 'cancellationComments' is missing.")
  assert.match(issueOf(await cancel('RAISED_IN_ERROR', 'x'.repeat(2001))), /^422 INAPPROPRIATE_VALUE/)
  const done = await cancel('RAISED_IN_ERROR', 'Wrong patient')
  assert.equal(done.status, 200)
  assert.equal(done.body.parameter.length, 1, 'no appointment was cancelled with it')
  assert.equal(done.body.parameter[0].resource.status, 'cancelled')
  assert.equal(controls.readReferral(state, { ubrn }).state.comments, 'Wrong patient')
  assert.match(issueOf(await cancel('RAISED_IN_ERROR', undefined, 4)), /^422 INVALID_REQUEST_STATE/)
})

test('a UBRN leads to the identifiers R4 uses', async () => {
  const { call, refer, state } = startErs()
  const { ubrn } = await refer()
  for (const identifier of [ubrn, `https://fhir.nhs.uk/Id/UBRN|${ubrn}`]) {
    const { body } = await call('GET', `/R4/ServiceRequest?identifier=${encodeURIComponent(identifier)}`)
    assert.equal(body.entry[0].resource.id, controls.readReferral(state, { ubrn }).requestId)
  }
  assert.equal((await call('GET', '/R4/ServiceRequest?identifier=000000099999')).body.total, 0)
  const wrong = await call('GET', '/R4/ServiceRequest')
  assert.match(issueOf(wrong), /^400 REC_BAD_REQUEST/)
  assert.equal(wrong.body.issue[0].code, 'required')
})
