import assert from 'node:assert/strict'
import { test } from 'node:test'
import { service } from '../../../mocks/services/ers/service.ts'
import {
  as,
  cancelBody,
  createReferralBody,
  criteria,
  GP,
  issueOf,
  letterBody,
  PATIENT,
  parameters,
  searchBody,
  shortlistParameters,
  startErs,
  worklistBody,
} from './ers-fixture.ts'

const CREATE = '/STU3/ReferralRequest/$ers.createReferral'
const SEARCH = '/STU3/HealthcareService/$ers.searchHealthcareServicesForPatient'
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

test('the referral letter: the request names the whole set, and what it leaves out is gone', async () => {
  const { call, refer, upload, state } = startErs()
  const { ubrn } = await refer()
  const maintain = (version: number, ...urls: string[]) => call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.maintainReferralLetter`, { body: letterBody(...urls), headers: as('gp', { 'if-match': `W/"${version}"` }) })
  const [a, b] = [await upload('a.txt', ubrn), await upload('b.txt', ubrn)]
  const both = await maintain(3, a, b)
  const titles = (body: { contained: { resourceType: string; content?: { attachment: { title: string } }[] }[] }) => body.contained.filter(({ resourceType }) => resourceType === 'DocumentReference').map(({ content }) => content![0]!.attachment.title)
  assert.deepEqual(titles(both.body), ['a.txt', 'b.txt'])
  assert.match(issueOf(await maintain(4, a, b)), /^422 NO_CHANGES_DETECTED/)
  assert.deepEqual(titles((await maintain(4, b)).body), ['b.txt'])
  assert.equal(controls.readReferral(state, { ubrn }).attachments.length, 1)
  assert.match(issueOf(await maintain(5)), /^422 MISSING_VALUE/)
})

test('letters: only files uploaded for this referral, by this organisation, each name once', async () => {
  const { call, refer, upload } = startErs()
  const { ubrn } = await refer()
  const other = (await refer()).ubrn
  const refusal = async (...urls: string[]) => issueOf(await call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.maintainReferralLetter`, { body: letterBody(...urls), headers: as('gp', { 'if-match': 'W/"3"' }) }))
  assert.match(await refusal(await upload('a.txt')), /^422 INAPPROPRIATE_VALUE.*without a referral id/)
  assert.match(await refusal(await upload('a.txt', other)), /^422 INAPPROPRIATE_VALUE/)
  assert.match(await refusal('Binary/19eb7224-dff3-4730-a5cb-67eac811f1a5'), /^422 REFERENCE_NOT_FOUND/)
  assert.match(await refusal(await upload('a.txt', ubrn), await upload('a.txt', ubrn)), /^422 DUPLICATE_FILENAME/)
})

test('uploads: size, name and type', async () => {
  const { call, state } = startErs()
  const upload = (headers: Record<string, string>, body: unknown = 'text') => call('POST', '/STU3/Binary', { body, headers: as('gp', { 'content-type': 'text/plain', 'nhsd-ers-file-name': 'a.txt', ...headers }) })
  const done = await upload({})
  assert.equal(done.status, 201)
  assert.equal(done.text, '')
  assert.match(done.headers.get('location')!, /^Binary\/[0-9a-f-]{36}$/)
  assert.equal((await upload({}, new Uint8Array(5_242_880))).status, 201)
  assert.match(issueOf(await upload({}, new Uint8Array(5_242_881))), /^422 FILE_SIZE_ERROR/)
  assert.match(issueOf(await upload({}, '')), /^422 FILE_SIZE_ERROR/)
  assert.match(issueOf(await upload({ 'nhsd-ers-file-name': '' })), /^422 MISSING_VALUE/)
  assert.match(issueOf(await upload({ 'nhsd-ers-file-name': 'a.exe' })), /^422 INVALID_VALUE/)
  assert.match(issueOf(await upload({ 'nhsd-ers-file-name': 'a.pdf' })), /^422 CONFLICTING_VALUES/)
  assert.equal((await upload({ 'content-type': 'application/zip' })).status, 415)
  assert.match(issueOf(await upload({ 'nhsd-ers-referral-id': '000000000001' })), /^422 INAPPROPRIATE_VALUE/)
  assert.equal(controls.listFiles(state).length, 2)
})

test('attachments: R4 redirects to a place that is soon gone, STU3 streams, and a file being scanned is not to be had', async () => {
  const { call, refer, upload, state, environment, fetch, violations } = startErs()
  const { ubrn } = await refer()
  const url = await upload('letter.txt', ubrn)
  const fileId = url.slice('Binary/'.length)
  const redirect = await call('GET', `/R4/${url}`)
  assert.equal(redirect.status, 307)
  assert.equal(environment.journal.read({ subject: PATIENT }).length, 3, 'creation, upload and download are known to be about the patient')
  const location = redirect.headers.get('location')!
  assert.equal(await (await fetch(location)).text(), 'Dear colleague')
  environment.clock.advance(61_000)
  assert.equal((await fetch(location)).status, 403)
  assert.deepEqual(violations(), ['stale-download-location'])

  const streamed = await call('GET', `/STU3/${url}`)
  assert.equal(streamed.text, 'Dear colleague')
  assert.equal(streamed.headers.get('content-disposition'), 'attachment; filename="letter.txt"')
  controls.setAvailability(state, { fileId, availability: 'PENDING' })
  assert.match(issueOf(await call('GET', `/R4/${url}`)), /^422 PENDING: The file is being scanned/)
  controls.setAvailability(state, { fileId, availability: 'THREATS_FOUND' })
  assert.match(issueOf(await call('GET', `/STU3/${url}`)), /^422 THREATS_FOUND/)
  assert.equal((await call('GET', '/R4/Binary/nonsense')).status, 400)
})

test('the patient letter is a PDF with UBRN and password, as long as there is a password', async () => {
  const { call, refer, state } = startErs()
  const { ubrn } = await refer()
  const path = `/STU3/ReferralRequest/${ubrn}/$ers.generatePatientLetter`
  const letter = await call('POST', path)
  assert.equal(letter.status, 200)
  assert.equal(letter.headers.get('content-type'), 'application/pdf')
  assert.match(letter.headers.get('content-disposition')!, new RegExp(`^attachment; filename="${ubrn}_.*\\.pdf"$`))
  assert.match(letter.text, /^%PDF-1\.4/)
  assert.ok(letter.text.includes(controls.readReferral(state, { ubrn }).password!))
  assert.ok(letter.text.includes(ubrn.replace(/(\d{4})(?=\d)/g, '$1 ')))
  controls.removePassword(state, { ubrn })
  assert.match(issueOf(await call('POST', path)), /^422 NO_ACCESS_CODE/)
  assert.equal((await call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.generateCRI`)).headers.get('content-type'), 'application/pdf')
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

test('worklists show what the practice should act on, and leave again when it has', async () => {
  const { call, refer, upload, state, environment } = startErs()
  const worklist = async (list: string) =>
    (await call('POST', '/STU3/ReferralRequest/$ers.fetchworklist', { body: worklistBody(list) })).body.entry.map((entry: { item: { reference: string } }) => entry.item.reference.split('/')[1])
  const { ubrn } = await refer({ services: ['11002', '11004'] })
  assert.deepEqual(await worklist('LETTERS_OUTSTANDING'), [ubrn])
  assert.deepEqual(await worklist('AWAITING_BOOKING'), [ubrn])
  await call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.maintainReferralLetter`, { body: letterBody(await upload('a.txt', ubrn)), headers: as('gp', { 'if-match': 'W/"3"' }) })
  assert.deepEqual(await worklist('LETTERS_OUTSTANDING'), [])

  const [slot] = controls.putSlots(state, { serviceId: '11002', slots: [{ start: '2026-03-20T09:00:00Z' }] })
  controls.bookAsPatient(state, { ubrn, slotId: slot!.id }, environment)
  assert.deepEqual(await worklist('AWAITING_BOOKING'), [])
  controls.reject(state, { ubrn, reason: 'SERVICE_INAPPROPRIATE', comments: 'Please refer to gastroenterology' }, environment)
  const rejected = await call('POST', '/STU3/ReferralRequest/$ers.fetchworklist', { body: worklistBody('REJECTED_TRIAGE_RESPONSE') })
  const item = rejected.body.entry[0].extension[0].extension
  const part = (url: string) => item.find((extension: { url: string }) => extension.url === url)
  assert.equal(part('status').valueCodeableConcept.coding[0].code, 'REJECTED')
  assert.equal(part('reason').valueCodeableConcept.coding[0].code, 'SERVICE_INAPPROPRIATE')
  assert.equal(part('clinicalContext').valueString, 'CARDIOLOGY')

  controls.cancelReferral(state, { ubrn }, environment)
  assert.deepEqual(await worklist('ASSESSMENT_RETURNED_CANCELLED_DNA'), [ubrn])
  assert.deepEqual(await worklist('REJECTED_TRIAGE_RESPONSE'), [])
})

test('a referral the practice itself cancelled is not told to it', async () => {
  const { call, refer } = startErs()
  const { ubrn } = await refer()
  await call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.cancelReferral`, { body: cancelBody('RAISED_IN_ERROR'), headers: as('gp', { 'if-match': 'W/"3"' }) })
  const { body } = await call('POST', '/STU3/ReferralRequest/$ers.fetchworklist', { body: worklistBody('ASSESSMENT_RETURNED_CANCELLED_DNA') })
  assert.deepEqual(body.entry, [])
})

test('worklists: providers’ lists and filters are not for referrers', async () => {
  const { call } = startErs()
  const fetchList = (body: unknown) => call('POST', '/STU3/ReferralRequest/$ers.fetchworklist', { body })
  assert.match(issueOf(await fetchList(worklistBody('REFERRALS_FOR_REVIEW'))), /^403 FORBIDDEN/)
  assert.match(issueOf(await fetchList(worklistBody('NONSENSE'))), /^422 INVALID_CODE/)
  const filter = { name: 'service', valueIdentifier: { system: 'http://fhir.nhs.net/Id/ers-service', value: '11002' } }
  assert.match(issueOf(await fetchList(worklistBody('AWAITING_BOOKING', [filter]))), /^422 UNEXPECTED_FIELD/)
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
