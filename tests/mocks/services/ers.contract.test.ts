import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Grant } from '../../../mocks/kit/identity.ts'
import { errors } from '../../../mocks/services/ers/errors.ts'
import type { DirectoryService } from '../../../mocks/services/ers/model/directory-service.ts'
import type { Referral } from '../../../mocks/services/ers/model/referral.ts'
import { service } from '../../../mocks/services/ers/service.ts'
import { OpenApi, readSpec, specFiles, withoutSpecs } from '../contract.ts'
import { adviceBody, appointmentBody, as, cancelBody, createReferralBody, criteria, deferral, documentReference, letterBody, parameters, searchBody, shortlistParameters, startErs, worklistBody } from './ers-fixture.ts'

const { controls } = service
const EXAMPLES = 'ers-fhir/examples'

/** The wire's path for a published one. */
type Filled = Record<string, string>
const fill = (path: string, values: Filled) => path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

describe('e-RS contract: answers keep the published schemas', { skip: withoutSpecs }, () => {
  it('every operation of a referrer, on the way of a referral and a request for advice', async () => {
    const api = new OpenApi('ers-fhir', 'openapi.json')
    const ers = startErs()
    const { call, state, environment, upload, baseUrl } = ers
    const holds = async (method: string, path: string, options: { values?: Filled; body?: unknown; headers?: Record<string, string>; query?: string; status?: string } = {}) => {
      const { values = {}, query = '', status = '200', ...request } = options
      const answer = await call(method, fill(path, values) + query, request)
      assert.equal(String(answer.status), status, `${method} ${path}: ${answer.text}`)
      // Where the document fixes a system of reference data, it has a placeholder for the address of the environment.
      const body = JSON.parse(answer.text.replaceAll(`${baseUrl}/referrals/FHIR`, '_baseurl_'))
      assert.deepEqual(api.response(path, method.toLowerCase(), status)(body), [], `${method} ${path}`)
      return answer
    }

    for (const codeSystemType of ['SPECIALTY', 'CLINIC-TYPE', 'PRIORITY', 'APPOINTMENT-CANCELLATION-REASON', 'REFERRAL-CANCELLATION-REASON', 'APPOINTMENT-NON-ATTENDANCE-REASON']) {
      await holds('GET', '/STU3/CodeSystem/{codeSystemType}', { values: { codeSystemType } })
    }
    await holds('GET', '/R4/PractitionerRole')
    await holds('GET', '/R4/HealthcareService/{id}', { values: { id: '11002' } })
    await holds('GET', '/R4/HealthcareService', { query: '?_id=11002,11003,11004,11010' })

    controls.putService(state, { id: '11040', ages: { low: 18, high: 65 }, additionalRequirements: ['TRANSPORT'], exclusions: 'None', treatmentWaitDays: 'LOW' })
    const search = '/STU3/HealthcareService/$ers.searchHealthcareServicesForPatient'
    await holds('POST', search, { body: searchBody() })
    await holds('POST', search, { body: searchBody('APPOINTMENT_REQUEST', criteria(undefined, 'TWO_WEEK_WAIT')) })

    const services = ['11002', '11003', '11004']
    const start = { name: 'eReferralPathwayStart', valueInstant: '2026-03-01T09:00:00.000Z' }
    const created = await holds('POST', '/STU3/ReferralRequest/$ers.createReferral', { status: '201', body: createReferralBody({ services, more: [start] }) })
    const values = { ubrn: created.body.id as string }
    const version = () => controls.readReferral(state, values).version
    const current = () => as('gp', { 'if-match': `W/"${version()}"` })
    await holds('POST', '/STU3/ReferralRequest/{ubrn}/$ers.maintainReferralLetter', { values, body: letterBody(await upload('letter.txt', values.ubrn)), headers: current() })
    await holds('POST', '/STU3/ReferralRequest/{ubrn}/$ers.maintainReferralLetter', { values, body: letterBody(await upload('other.txt', values.ubrn)), headers: current() })
    await holds('POST', '/STU3/ReferralRequest/{ubrn}/$ers.changeShortlist', { values, body: parameters('ChangeShortlist-Parameters', shortlistParameters({ services })), headers: current() })

    const [slot] = controls.putSlots(state, { serviceId: '11002', slots: [{ start: '2026-03-20T09:00:00Z', clinician: '555299990001' }] })
    const slotHeaders = as('gp', { 'nhsd-ers-comm-rule-org': 'A99901' })
    await holds('GET', '/STU3/Slot', { query: '?schedule.actor:HealthcareService=11002&appointmentType=ROUTINE&status=free&_count=5&page=1', headers: slotHeaders })
    await holds('GET', '/STU3/Task', { query: `?focus=ReferralRequest/${values.ubrn}/_history/${version()}&intent=proposal&status=ready` })
    const clinician = { type: { coding: [{ system: 'http://hl7.org/fhir/ValueSet/encounter-participant-type', code: 'CON' }] }, actor: { identifier: { system: 'http://fhir.nhs.net/Id/sds-user-id', value: '555299990001' } }, status: 'accepted' }
    const booking = appointmentBody(values.ubrn, version(), '11002', { start: slot!.start, end: slot!.end, slot: [{ reference: `Slot/${slot!.id}` }] })
    const booked = await holds('POST', '/STU3/Appointment', { status: '201', body: { ...booking, participant: [...booking.participant, clinician] } })
    const id = booked.body.id as string
    await holds('GET', '/STU3/Appointment/{id}', { values: { id } })
    await holds('GET', '/STU3/Appointment/{id}/_history/{version}', { values: { id, version: '0' } })
    await holds('GET', '/STU3/ReferralRequest/{ubrn}', { values })
    const reason = [{ coding: [{ system: 'https://hub.test/STU3/CodeSystem/APPOINTMENT-CANCELLATION-REASON', code: 'PATIENT_ILL' }] }]
    await holds('PUT', '/STU3/Appointment/{id}', { values: { id }, body: { ...appointmentBody(values.ubrn, version(), '11002', { status: 'cancelled', reason }) }, headers: as('gp', { 'if-match': 'W/"0"' }) })
    await call('POST', '/STU3/Appointment', { body: appointmentBody(values.ubrn, version(), '11004', deferral('TRIAGE')) })
    controls.returnFromTriage(state, { ...values, comments: 'Manage in primary care' }, environment)
    await holds('GET', '/STU3/ReferralRequest/{ubrn}/_history/{version}', { values: { ...values, version: String(version()) } })

    await ers.refer()
    for (const list of ['LETTERS_OUTSTANDING', 'AWAITING_BOOKING', 'REJECTED_TRIAGE_RESPONSE', 'ASSESSMENT_RETURNED_CANCELLED_DNA']) {
      await holds('POST', '/STU3/ReferralRequest/$ers.fetchworklist', { body: worklistBody(list) })
    }
    await holds('POST', '/STU3/ReferralRequest/{ubrn}/$ers.changeShortlistAndSendForTriage', {
      values,
      body: parameters('ChangeShortlistAndSendForTriage-Request-Parameters', shortlistParameters({ services: ['11004'] })),
      headers: current(),
    })
    await holds('POST', '/STU3/ReferralRequest/{ubrn}/$ers.cancelReferral', { values, body: cancelBody('INTEND_PRIVATE', 'Moving away'), headers: current() })
    await holds('POST', '/STU3/ReferralRequest/$ers.createReferralAndSendForTriage', { status: '201', body: createReferralBody({ services: ['11004'], profile: 'CreateReferralAndSendForTriage-Parameters' }) })
    await holds('GET', '/R4/ServiceRequest', { query: `?identifier=${values.ubrn}` })

    const attachment = { name: 'requestAttachmentFile', resource: documentReference('ADVICE_REQUEST', await upload('ecg.txt')) }
    const advice = await holds('POST', '/STU3/CommunicationRequest/$ers.createAdviceAndGuidance', { body: adviceBody([attachment]) })
    const asked = { ubrn: advice.body.parameter[0].resource.id as string }
    controls.respondToAdvice(state, { ...asked, text: 'Yes' }, environment)
    await holds('GET', '/STU3/CommunicationRequest/{ubrn}', { values: asked })
    await holds('GET', '/STU3/CommunicationRequest/{ubrn}/_history/{version}', { values: { ...asked, version: '2' } })
    await holds('GET', '/STU3/Communication', { query: `?based-on=CommunicationRequest/${asked.ubrn}/_history/2` })
    controls.convertAdvice(state, asked, environment)
    await holds('GET', '/STU3/ReferralRequest/{ubrn}', { values: asked })
    await holds('GET', '/R4/ServiceRequest', { query: `?identifier=${asked.ubrn}` })

    state.businessFunctions.set('555254239107@RZ9', ['SERVICE_PROVIDER_CLINICIAN_ADMIN'])
    await holds('GET', '/R4/Practitioner', { query: '?_query=onBehalfOf', headers: as('gp', { 'nhsd-end-user-organisation-ods': 'RZ9', 'nhsd-ers-business-function': 'SERVICE_PROVIDER_CLINICIAN_ADMIN' }) })
  })

  it('errors with a published body', async () => {
    const api = new OpenApi('ers-fhir', 'openapi.json')
    const { call, environment } = startErs()
    const stu3 = '/STU3/ReferralRequest/{ubrn}'
    const r4 = '/R4/HealthcareService/{id}'
    const cases: [keyof typeof errors, string, string][] = [
      ['forbidden', stu3, '403'],
      ['systemUnavailable', stu3, '503'],
      ['patientError', stu3, '422'],
      ['noRelationship', stu3, '422'],
      ['unauthorised', r4, '401'],
      ['forbidden', r4, '403'],
      ['notFound', r4, '404'],
      ['notAcceptable', r4, '406'],
      ['tooManyRequests', r4, '429'],
      ['internalServerError', r4, '500'],
      ['systemUnavailable', r4, '503'],
    ]
    for (const [name, path, status] of cases) {
      environment.faults.inject({ service: 'ers', kind: 'error', name })
      const { body } = await call('GET', fill(path, { ubrn: '000000070000', id: '11002' }))
      assert.deepEqual(api.response(path, 'get', status)(body), [], `${name} ${path}`)
    }
  })
})

describe('e-RS contract: error bodies are the published ones', { skip: withoutSpecs }, () => {
  it('with the codes, issue types and displays of the examples', async () => {
    const { call, environment } = startErs()
    const answer = async (name: keyof typeof errors, path: string) => {
      environment.faults.inject({ service: 'ers', kind: 'error', name })
      return (await call('GET', path)).body
    }
    const example = (file: string) => JSON.parse(readSpec(EXAMPLES, file))
    const coded = (outcome: { issue: { code: string; details: unknown; severity: string }[] }) => outcome.issue.map(({ severity, code, details }) => ({ severity, code, details }))
    const same = async (name: keyof typeof errors, path: string, file: string) => assert.deepEqual(coded(await answer(name, path)), coded(example(file)), file)
    await same('forbidden', '/STU3/ReferralRequest/1', 'stu3/STU3-Forbidden.json')
    await same('systemUnavailable', '/STU3/ReferralRequest/1', 'stu3/STU3-ServiceUnavailable.json')
    await same('pasRespondedWithError', '/STU3/ReferralRequest/1', 'stu3/PasRespondedWithErrorOperationOutcome.json')
    await same('pasNotResponding', '/STU3/ReferralRequest/1', 'stu3/PasNotRespondingOperationOutcome.json')
    for (const [name, status] of [['unauthorised', 401], ['forbidden', 403], ['notFound', 404], ['notAcceptable', 406], ['unsupportedMediaType', 415], ['tooManyRequests', 429], ['internalServerError', 500], ['systemUnavailable', 503]] as const) {
      await same(name, '/R4/HealthcareService/1', `r4/NHSDigital-OperationOutcome-${status}.json`)
    }
    // STU3-Unauthorised.json is not what comes: the live gateway answers 401 without a body (its own integration tests).
  })
})

describe('e-RS contract: published example requests', { skip: withoutSpecs }, () => {
  it('are taken in, on the world they speak of', async () => {
    const taken: string[] = []
    const send = async (file: string, status: number, method: string, path: string, prepare: (world: World) => Record<string, string> = () => ({})) => {
      const world = exampleWorld()
      const headers = prepare(world)
      const body = readSpec(EXAMPLES, 'stu3', file).replace(/_base[uU]rl_/g, `${world.baseUrl}/referrals/FHIR`)
      const answer = await world.call(method, path, { body, headers: { ...world.headers, ...headers } })
      assert.equal(answer.status, status, `${file}: ${answer.text}`)
      if (status < 300) assert.deepEqual(world.violations(), [], file)
      taken.push(file)
    }
    const version = (number: number, state?: (world: World) => void) => (world: World) => {
      world.referral(number)
      state?.(world)
      return { 'if-match': `W/"${number}"` }
    }
    const admin = (world: World) => {
      world.actAsAdmin()
      return { 'nhsd-ers-business-function': 'REFERRING_CLINICIAN_ADMIN' }
    }

    for (const file of examples('patientServiceSearch')) await send(file, 200, 'POST', '/STU3/HealthcareService/$ers.searchHealthcareServicesForPatient', file.includes('/Rca') ? admin : undefined)
    for (const file of examples('createReferral')) await send(file, 201, 'POST', '/STU3/ReferralRequest/$ers.createReferral')
    for (const file of examples('createReferralAndSendForTriage')) await send(file, 201, 'POST', '/STU3/ReferralRequest/$ers.createReferralAndSendForTriage')
    for (const file of examples('createAdviceAndGuidance')) await send(file, 200, 'POST', '/STU3/CommunicationRequest/$ers.createAdviceAndGuidance', file.includes('RCA') ? admin : undefined)
    for (const file of examples('changeShortlist')) await send(file, 200, 'POST', '/STU3/ReferralRequest/000000070000/$ers.changeShortlist', version(5))
    for (const file of examples('changeShortlistAndSendForTriage')) {
      await send(file, 200, 'POST', '/STU3/ReferralRequest/000000070000/$ers.changeShortlistAndSendForTriage', version(5, (world) => world.attachLetter()))
    }
    for (const file of examples('maintainReferralLetter')) await send(file, 200, 'POST', '/STU3/ReferralRequest/000000070000/$ers.maintainReferralLetter', version(5))
    for (const file of examples('cancelReferral')) {
      // Two of the reasons are for providers only, as the published reference data say.
      const provider = /bookedOutsideCab|outpatientService/.test(file)
      await send(file, provider ? 422 : 200, 'POST', '/STU3/ReferralRequest/000000070000/$ers.cancelReferral', version(5))
    }
    for (const file of examples('bookOrDeferAppointment')) await send(file, 201, 'POST', '/STU3/Appointment', version(6, (world) => world.makeBookable(file)))
    for (const file of examples('updateAppointment')) {
      const body = JSON.parse(readSpec(EXAMPLES, 'stu3', file)) as { id: string; incomingReferral: { reference: string }[]; participant: { actor: { identifier: { value: string } } }[] }
      const refused = /InvalidReason|OnlyCommentMandatory/.test(file)
      await send(file, refused ? 422 : 200, 'PUT', `/STU3/Appointment/${body.id}`, (world) => {
        world.booked(body.id, body.incomingReferral[0]!.reference.split('/')[1]!)
        return { 'if-match': 'W/"1"' }
      })
    }
    for (const file of examples('retrieveWorklist')) {
      const provider = /AppointmentSlotIssues|ReferralsForReview|Filtering/.test(file)
      await send(file, provider ? 403 : 200, 'POST', '/STU3/ReferralRequest/$ers.fetchworklist')
    }
    const ofReferrers = /^(patientServiceSearch|create|changeShortlist|maintain|cancelReferral|bookOrDefer|updateAppointment|retrieveWorklist)/
    assert.deepEqual(
      taken.sort(),
      specFiles(`${EXAMPLES}/stu3`, /\/requests\/.*\.json$/).filter((file) => ofReferrers.test(file)),
      'every example request of a referrer was sent',
    )
  })
})

function examples(operation: string): string[] {
  return specFiles(`${EXAMPLES}/stu3/${operation}`, /requests\/.*\.json$/).map((file) => `${operation}/${file}`)
}

type World = ReturnType<typeof exampleWorld>

/** The practice, users, services, slots and files that the published examples name. */
function exampleWorld() {
  const ers = startErs()
  const { state, environment } = ers
  const user = '021600556514'
  const role = { id: '1', code: '', name: '', organisation: 'R69', activities: ['B1101', 'B1102'] }
  const grant: Grant = { kind: 'healthcare-worker', userId: user, aal: 3, roles: [role], applicationId: 'x', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
  environment.identity.tokens.set('example', grant)
  environment.identity.workers.set(user, { id: user, username: user, title: '', given: '', family: '', aal: 3, roles: [role], professionalCodes: {} })
  environment.clock.set(Date.parse('2024-05-02T00:00:00Z'))

  const both: Partial<DirectoryService> = { organisation: 'R69', clinicTypes: ['HEART_FAILURE', 'LIPID_MANAGEMENT'], clinicalTerms: ['1003'], namedClinicians: [user], priorities: ['ROUTINE', 'URGENT', 'TWO_WEEK_WAIT'] }
  const named = specFiles(`${EXAMPLES}/stu3`, /\/requests\/.*\.json$/).flatMap((file) => [...readSpec(EXAMPLES, 'stu3', file).matchAll(/ers-service",\s*"value":\s*"(\d+)"/g)].map((match) => match[1]!))
  const triage = new Set(['11004', '50001', '51002'])
  for (const id of new Set(named)) {
    controls.putService(state, { ...both, id, requestTypes: [triage.has(id) ? 'TRIAGE_REQUEST' : 'APPOINTMENT_REQUEST', 'ADVICE_AND_GUIDANCE_REQUEST'], bookable: 'DIRECTLY_BOOKABLE', letterRequired: false })
  }
  const patient = '9912003888'
  const referral = (version: number, ubrn = '000000070000', nhsNumber = patient) => {
    const made: Referral = {
      ubrn,
      requestId: 'r.1',
      version,
      nhsNumber,
      priority: 'ROUTINE',
      criteria: [],
      shortlist: [...new Set(named)],
      commissioningRuleOrganisation: 'R69',
      referrer: { organisation: 'R69', userId: user, clinicianId: user },
      letterIntention: 'NEED_TO_ADD_LATER',
      reminderDays: 0,
      state: { code: 'NOT_BOOKED' },
      attachments: [],
      password: 'amber123',
      created: 0,
      lastUpdated: 0,
    }
    state.referrals.set(ubrn, made)
    return made
  }
  const files: Record<string, string | undefined> = { 'e1015896-92f4-4073-ad3c-5f30fca76448': '000000070000', '50f0c0d5-7ed1-4587-8fce-889c8685eb54': '000000070000' }
  const store = (id: string, referralId: string | undefined) =>
    state.files.set(id, { id, name: `${id}.pdf`, mediaType: 'application/pdf', content: new Uint8Array(1), availability: 'AVAILABLE', ...(referralId && { referralId }), uploadedBy: { userId: user, organisation: 'R69' }, uploadedAt: 0 })
  for (const [id, ubrn] of Object.entries(files)) store(id, ubrn)

  return {
    ...ers,
    headers: { authorization: 'Bearer example', 'nhsd-end-user-organisation-ods': 'R69', 'nhsd-ers-business-function': 'REFERRING_CLINICIAN' },
    referral,
    /** Examples of administrators attach a file that was uploaded for no request yet. */
    actAsAdmin: () => void store('e1015896-92f4-4073-ad3c-5f30fca76448', undefined),
    attachLetter: () => void state.referrals.get('000000070000')!.attachments.push({ id: '1', fileId: '50f0c0d5-7ed1-4587-8fce-889c8685eb54', type: 'REFERRER', attachedAt: 0 }),
    /** Slots as the bookings name them, or the circumstances a deferral claims. */
    makeBookable(file: string) {
      environment.clock.set(Date.parse('2022-07-01T00:00:00Z'))
      const slot = (id: string, serviceId: string, start: string, bookedFor?: string, clinician?: string) =>
        state.slots.set(id, { id, serviceId, start, end: new Date(Date.parse(start) + 3_600_000).toISOString(), priorities: ['ROUTINE'], ...(bookedFor && { bookedFor }), ...(clinician && { clinician }) })
      if (file.includes('NamedClinician')) slot('11008006', '11008', '2022-07-11T13:15:00.000Z', undefined, user)
      if (file.includes('MinimalBooking')) slot('11000021', '11000', '2022-07-11T12:00:00.000Z')
      if (file.includes('SlotReference')) slot('11000022', '11000', '2022-07-11T12:00:00.000Z', 'elsewhere')
      if (file.includes('BookingAttemptProblem')) state.referrals.get('000000070000')!.bookingFailed = true
    },
    booked(id: string, ubrn: string) {
      const made = referral(6, ubrn, '1000000001')
      made.state = { code: 'BOOKED' }
      made.appointment = { id, ubrn, version: 1, status: 'booked', serviceId: '50', slotId: '1', start: '2030-01-01T00:00:00.000Z', end: '2030-01-01T01:00:00.000Z', created: 0 }
    },
  }
}
