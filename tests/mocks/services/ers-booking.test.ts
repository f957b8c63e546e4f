import assert from 'node:assert/strict'
import { test } from 'node:test'
import { service } from '../../../mocks/services/ers/service.ts'
import { appointmentBody, as, cancelBody, deferral, GP, issueOf, PATIENT, startErs } from './ers-fixture.ts'

const { controls } = service
const SLOT_START = '2026-03-20T09:00:00.000Z'

/** e-RS with a referral to a bookable and a triage service, and slots at the first. */
async function startBooking(slots: { start: string; clinician?: string; priorities?: ('ROUTINE' | 'URGENT')[] }[] = [{ start: SLOT_START }]) {
  const ers = startErs()
  const { ubrn, version } = await ers.refer({ services: ['11002', '11004', '11003'] })
  const offered = controls.putSlots(ers.state, { serviceId: '11002', slots })
  const book = (changes: Record<string, unknown>, at = version, serviceId = '11002') => ers.call('POST', '/STU3/Appointment', { body: appointmentBody(ubrn, at, serviceId, changes) })
  const [first] = offered
  const booking = first && { start: first.start, end: first.end, slot: [{ reference: `Slot/${first.id}` }] }
  return { ...ers, ubrn, version, offered, book, booking, referral: () => controls.readReferral(ers.state, { ubrn }) }
}

const slotQuery = (changes: Record<string, string> = {}) =>
  `/STU3/Slot?${new URLSearchParams({ 'schedule.actor:HealthcareService': '11002', appointmentType: 'ROUTINE', status: 'free', _count: '2', page: '1', ...changes })}`
const slotHeaders = as('gp', { 'nhsd-ers-comm-rule-org': 'A99901' })

test('slots come in pages with a schedule for each clinician', async () => {
  const times = ['09:00', '09:20', '09:40'].map((time) => `2026-03-20T${time}:00Z`)
  const { call, baseUrl } = await startBooking([{ start: times[0]!, clinician: '555299990001' }, { start: times[1]! }, { start: times[2]! }])
  const first = await call('GET', slotQuery(), { headers: slotHeaders })
  assert.equal(first.status, 200)
  assert.equal(first.body.total, 3)
  assert.deepEqual(first.body.link.map((link: { relation: string }) => link.relation), ['self', 'next'])
  assert.ok(first.body.link[1].url.startsWith(`${baseUrl}/referrals/FHIR/STU3/Slot?schedule.actor%3AHealthcareService=11002`))
  assert.deepEqual(
    first.body.entry.map((entry: { resource: { resourceType: string } }) => entry.resource.resourceType),
    ['Slot', 'Slot', 'Schedule', 'Schedule'],
  )
  const last = await call('GET', slotQuery({ page: '2' }), { headers: slotHeaders })
  assert.deepEqual(last.body.link.map((link: { relation: string }) => link.relation), ['self', 'previous'])
  const one = await call('GET', slotQuery({ 'schedule.actor:Practitioner': '555299990001' }), { headers: slotHeaders })
  assert.equal(one.body.total, 1)
})

test('slots: what the search must say, in the words of e-RS', async () => {
  const { call } = await startBooking()
  const refusal = async (changes: Record<string, string>, headers = slotHeaders) => issueOf(await call('GET', slotQuery(changes), { headers }))
  assert.match(await refusal({}, as('gp')), /^400 MISSING_HEADER/)
  assert.match(await refusal({ page: '' }), /^400 MISSING_PARAMETER/)
  assert.equal(await refusal({ page: '5' }), "400 INVALID_VALUE: 'Page Number' (5) is invalid.")
  assert.match(await refusal({ _count: '101' }), /^400 INVALID_VALUE/)
  assert.match(await refusal({ appointmentType: 'SOON' }), /^400 INVALID_CODE/)
  assert.match(await refusal({ status: 'busy' }), /^400 INVALID_CODE/)
  assert.match(await refusal({ 'schedule.actor:HealthcareService': '99999' }), /^400 REFERENCE_NOT_FOUND/)
  assert.match(await refusal({ 'schedule.actor:HealthcareService': '11003' }), /^400 INVALID_STATE/)
})

test('no slots: an empty bundle', async () => {
  const { call } = await startBooking([])
  const { body } = await call('GET', slotQuery(), { headers: slotHeaders })
  assert.equal(body.total, 0)
  assert.deepEqual(body.entry, [])
})

test('a slot is booked once, and the referral moves on by more than one version', async () => {
  const { call, book, booking, referral, ubrn, version, offered, refer } = await startBooking()
  const booked = await book(booking!)
  assert.equal(booked.status, 201)
  assert.equal(booked.headers.get('etag'), 'W/"0"')
  assert.equal(booked.body.status, 'booked')
  assert.equal(booked.body.incomingReferral[0].reference, `ReferralRequest/${ubrn}/_history/${version + 2}`)
  assert.equal(referral().state.code, 'BOOKED')
  assert.equal((await call('GET', slotQuery(), { headers: slotHeaders })).body.total, 0)
  assert.match(issueOf(await book(booking!, version + 2)), /^422 INVALID_REQUEST_STATE/)

  const other = await refer()
  const taken = await call('POST', '/STU3/Appointment', { body: appointmentBody(other.ubrn, other.version, '11002', { start: offered[0]!.start, end: offered[0]!.end, slot: [{ reference: `Slot/${offered[0]!.id}` }] }) })
  assert.match(issueOf(taken), /^422 SLOT_NOT_AVAILABLE/)
})

test('booking for an old version of the referral is a conflict', async () => {
  const { book, booking, state, ubrn, environment } = await startBooking()
  controls.touchReferral(state, { ubrn }, environment)
  assert.equal((await book(booking!)).status, 409)
  controls.lock(state, { ubrn })
  assert.equal((await book(booking!, 4)).status, 423)
})

test('what a booking must get right', async () => {
  const { book, booking, call, state, ubrn, version } = await startBooking([{ start: SLOT_START }, { start: '2026-03-21T09:00:00Z', priorities: ['URGENT'] }])
  const refusal = async (changes: Record<string, unknown>, serviceId?: string) => issueOf(await book({ ...booking, ...changes }, version, serviceId))
  const urgent = controls.listSlots(state, { serviceId: '11002' })[1]!
  assert.match(await refusal({ slot: undefined }), /^422 MISSING_VALUE: 'slot'/)
  assert.match(await refusal({ slot: [{ reference: 'Slot/nonsense' }] }), /^422 REFERENCE_NOT_FOUND/)
  assert.match(await refusal({ slot: [{ reference: `Slot/${urgent.id}` }], start: urgent.start, end: urgent.end }), /^422 INAPPROPRIATE_SLOT/)
  assert.match(await refusal({ start: '2026-03-20T10:00:00Z' }), /^422 INAPPROPRIATE_VALUE: 'start'/)
  assert.match(await refusal({}, '11030'), /^422 INAPPROPRIATE_VALUE.*not on the shortlist/)
  assert.match(await refusal({}, '11003'), /^422 INAPPROPRIATE_VALUE.*not directly bookable/)
  assert.match(await refusal({ colour: 'red' }), /^422 UNEXPECTED_FIELD: 'colour'/)
  assert.match(await refusal({ description: undefined }), /^422 MISSING_VALUE: 'description'/)
  assert.match(await refusal({ status: 'arrived' }), /^422 INAPPROPRIATE_VALUE: 'status'/)
  const somebodyElse = await call('POST', '/STU3/Appointment', { body: appointmentBody(ubrn, version, '11002', booking, '9990000018') })
  assert.match(issueOf(somebodyElse), /^422 INAPPROPRIATE_VALUE.*not the patient/)
  controls.withdrawService(state, { id: '11002' })
  assert.match(await refusal({}), /^422 SERVICE_UNAVAILABLE/)
})

test('a clinician’s slot is booked with the clinician', async () => {
  const { book, booking, referral } = await startBooking([{ start: SLOT_START, clinician: '555299990001' }])
  const withClinician = (value: string) => ({
    ...booking,
    participant: [
      ...appointmentBody('0'.repeat(12), 0, '11002').participant,
      { type: { coding: [{ system: 'http://hl7.org/fhir/ValueSet/encounter-participant-type', code: 'CON' }] }, actor: { identifier: { system: 'http://fhir.nhs.net/Id/sds-user-id', value } }, status: 'accepted' },
    ],
  })
  assert.match(issueOf(await book(booking!)), /^422 MISSING_VALUE: 'participant' is missing the clinician/)
  assert.match(issueOf(await book(withClinician(GP))), /^422 INAPPROPRIATE_VALUE/)
  const booked = await book(withClinician('555299990001'))
  assert.equal(booked.body.participant[2].type.coding[0].code, 'CON', 'a single object: the published known issue')
  assert.equal(referral().appointment?.clinician, '555299990001')
})

test('a PAS that fails leaves everything as it was; deferring is then allowed', async () => {
  const { book, booking, state, referral, version } = await startBooking()
  assert.match(issueOf(await book(deferral('BOOKING_ATTEMPT_PROBLEM'))), /^422 INAPPROPRIATE_VALUE/)
  controls.setPas(state, { serviceId: '11002', behaviour: 'error' })
  assert.match(issueOf(await book(booking!)), /^502 PAS_RESPONDED_WITH_ERROR: PAS unable to create booking into slot '11002001'/)
  controls.setPas(state, { serviceId: '11002', behaviour: 'silent' })
  assert.match(issueOf(await book(booking!)), /^504 PAS_NOT_RESPONDING.*TIMED_OUT$/)
  assert.equal(referral().version, version)
  assert.equal(referral().state.code, 'NOT_BOOKED')
  assert.equal((await book(deferral('BOOKING_ATTEMPT_PROBLEM'))).status, 201)
  assert.equal(referral().state.code, 'DEFERRED_TO_PROVIDER')
})

test('deferring holds only under its own circumstances', async () => {
  const { book, state, offered, referral, ubrn } = await startBooking()
  const withSlot = { ...deferral('SLOT_NOT_AVAILABLE'), slot: [{ reference: `Slot/${offered[0]!.id}` }] }
  assert.match(issueOf(await book(deferral('NO_SLOTS_AT_SERVICE'))), /^422 SLOTS_CURRENTLY_AVAILABLE/)
  assert.match(issueOf(await book(withSlot)), /^422 THIS_SLOT_IS_AVAILABLE/)
  assert.match(issueOf(await book(deferral('BORED'))), /^422 INVALID_CODE/)
  controls.takeSlot(state, { slotId: offered[0]!.id })
  const deferred = await book(withSlot)
  assert.equal(deferred.status, 201)
  assert.equal(deferred.headers.get('etag'), 'W/"1"')
  assert.deepEqual(referral().state.reason?.code, 'SLOT_NOT_AVAILABLE')
  assert.equal(controls.readReferral(state, { ubrn }).version, 5)
})

test('a triage service is sent the referral; its answer comes back to the practice', async () => {
  const { book, call, state, environment, referral, ubrn } = await startBooking()
  assert.match(issueOf(await book(deferral('TRIAGE'), 3, '11002')), /^422 INAPPROPRIATE_VALUE/)
  assert.equal((await book(deferral('TRIAGE'), 3, '11004')).status, 201)
  assert.equal(referral().state.code, 'AWAITING_TRIAGE')
  controls.returnFromTriage(state, { ubrn, comments: 'Manage in primary care' }, environment)
  const { body } = await call('GET', `/STU3/ReferralRequest/${ubrn}`)
  const stands = body.extension.find((extension: { url: string }) => extension.url.endsWith('ReferralState-1')).extension
  assert.deepEqual(stands.map((part: { valueCoding?: { code: string }; valueString?: string }) => part.valueCoding?.code ?? part.valueString), ['TRIAGE_RESPONSE', 'RETURN_TO_REFERRER_WITH_ADVICE', 'Manage in primary care'])
  assert.throws(() => controls.returnFromTriage(state, { ubrn }, environment), /expected AWAITING_TRIAGE/)
})

test('an appointment is read and cancelled on its own version; the slot is free again', async () => {
  const { call, book, booking, referral, ubrn, baseUrl } = await startBooking()
  const { body: booked } = await book(booking!)
  const path = `/STU3/Appointment/${booked.id}`
  assert.equal((await call('GET', `${path}/_history/0`)).status, 200)
  assert.equal((await call('GET', `${path}/_history/1`)).status, 404)
  assert.equal((await call('GET', '/STU3/Appointment/99999')).status, 404)

  const cancel = (code: string, comment?: string, ifMatch = 'W/"0"') => {
    const reason = [{ coding: [{ system: `${baseUrl}/referrals/FHIR/STU3/CodeSystem/APPOINTMENT-CANCELLATION-REASON`, code }] }]
    return call('PUT', path, { body: appointmentBody(ubrn, 5, '11002', { id: booked.id, status: 'cancelled', reason, ...(comment && { comment }) }), headers: as('gp', { 'if-match': ifMatch }) })
  }
  assert.equal((await cancel('PATIENT_ILL', undefined, 'W/"5"')).status, 409, 'the version of the appointment counts, not that of the referral')
  assert.equal(issueOf(await cancel('FURTHER_INFORMATION_REQUIRED')), "422 INAPPROPRIATE_VALUE: 'reason' The reason provided is not valid in this case")
  assert.equal(issueOf(await cancel('PATIENT_APPOINTMENT_CANCELLATION_OTHER')), "422 MISSING_VALUE: 'comment' is missing.")
  const done = await cancel('PATIENT_ILL')
  assert.equal(done.status, 200)
  assert.equal(done.headers.get('etag'), 'W/"1"')
  assert.equal(done.body.start, undefined)
  assert.equal(referral().state.code, 'APPT_CANCELLED_BY_PATIENT')
  assert.equal((await call('GET', slotQuery(), { headers: slotHeaders })).body.total, 1)
  assert.match(issueOf(await cancel('PATIENT_ILL', undefined, 'W/"1"')), /^422 INVALID_REQUEST_STATE/)
})

test('cancelling a booked referral cancels the appointment with it, unless the PAS fails', async () => {
  const { call, book, booking, referral, ubrn, state } = await startBooking()
  await book(booking!)
  const cancel = () => call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.cancelReferral`, { body: cancelBody('INTEND_PRIVATE'), headers: as('gp', { 'if-match': 'W/"5"' }) })
  controls.setPas(state, { serviceId: '11002', behaviour: 'silent' })
  assert.equal((await cancel()).status, 504)
  assert.equal(referral().state.code, 'BOOKED')
  controls.setPas(state, { serviceId: '11002', behaviour: 'working' })
  const done = await cancel()
  assert.deepEqual(done.body.parameter.map((parameter: { name: string }) => parameter.name), ['updatedReferralRequest', 'updatedAppointment'])
  assert.equal(done.body.parameter[1].resource.status, 'cancelled')
})

test('available actions follow the state, for the current version only', async () => {
  const { call, book, booking, ubrn, version } = await startBooking()
  const ask = (at: number, changes = '') => call('GET', `/STU3/Task?focus=ReferralRequest/${ubrn}/_history/${at}&intent=proposal&status=ready${changes}`)
  const codes = async (at: number) => (await ask(at)).body.entry.map((entry: { resource: { code: { coding: { code: string }[] } } }) => entry.resource.code.coding[0]!.code)
  assert.deepEqual(await codes(version), ['CREATE_APPOINTMENT', 'CHANGE_SHORTLIST', 'CHANGE_SHORTLIST_AND_SEND_FOR_TRIAGE', 'CANCEL_REFERRAL'])
  await book(booking!)
  assert.match(issueOf(await ask(version)), /^400 HISTORY_NOT_SUPPORTED/)
  assert.deepEqual(await codes(version + 2), ['CANCEL_REFERRAL', 'CANCEL_DIRECTLY_BOOKED_APPOINTMENT'])
  assert.match(issueOf(await call('GET', '/STU3/Task?intent=proposal&status=ready')), /^400 MISSING_PARAMETER/)
  assert.match(issueOf(await call('GET', `/STU3/Task?focus=ReferralRequest/${ubrn}/_history/5&intent=order&status=ready`)), /^400 INVALID_VALUE/)
  assert.match(issueOf(await call('GET', '/STU3/Task?focus=ReferralRequest/000000099999/_history/1&intent=proposal&status=ready')), /^400 REFERENCE_NOT_FOUND/)
})

test('providers and patients act on the referral; what makes no sense is a mistake of the scenario', async () => {
  const { state, environment, ubrn, referral, offered } = await startBooking()
  assert.throws(() => controls.reject(state, { ubrn }, environment), /no appointment/)
  controls.bookAsPatient(state, { ubrn, slotId: offered[0]!.id }, environment)
  assert.throws(() => controls.bookAsPatient(state, { ubrn, slotId: offered[0]!.id }, environment), /an appointment already/)
  controls.accept(state, { ubrn }, environment)
  controls.recordNonAttendance(state, { ubrn, reason: 'PATIENT_FORGOT' }, environment)
  assert.equal(referral().state.code, 'DID_NOT_ATTEND')
  controls.bookAsPatient(state, { ubrn, serviceId: '11003', start: '2026-04-01T10:00:00.000Z' }, environment)
  controls.cancelAppointment(state, { ubrn, comments: 'Clinic moved' }, environment)
  assert.equal(referral().state.code, 'APPT_CANCELLED_BY_PROVIDER')
  assert.throws(() => controls.bookAsPatient(state, { ubrn, serviceId: '11030', start: '2026-04-01T10:00:00.000Z' }, environment), /expected one of/)
  assert.equal(controls.listReferrals(state, { nhsNumber: PATIENT }).length, 1)
})
