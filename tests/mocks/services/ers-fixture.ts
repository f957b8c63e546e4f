import type { Grant, HealthcareWorker } from '../../../mocks/kit/identity.ts'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/ers/service.ts'

export const PATIENT = '9990548609'
export const NOW = '2026-03-10T12:00:00.000Z'
export const GP = '555254239107'
export const SECRETARY = '555254239612'

const SD = 'https://fhir.nhs.uk/STU3/StructureDefinition'
const CS = 'https://fhir.nhs.uk/STU3/CodeSystem'

/** What a client must send with every user-restricted call. */
export function as(role: 'gp' | 'secretary', more: Record<string, string> = {}): Record<string, string> {
  return {
    authorization: `Bearer ${role}`,
    'nhsd-end-user-organisation-ods': 'A99901',
    'nhsd-ers-business-function': role === 'gp' ? 'REFERRING_CLINICIAN' : 'REFERRING_CLINICIAN_ADMIN',
    ...more,
  }
}

export interface Answer {
  status: number
  headers: Headers
  // Tests look into answers of every shape.
  body: any
  text: string
}

/** e-RS in an environment with a GP and a medical secretary at A99901, at a fixed time. */
export function startErs() {
  const app = inProcess([service])
  const { environment } = app
  environment.clock.set(Date.parse(NOW))
  const worker = (id: string, activities: string[], organisation = 'A99901'): HealthcareWorker => ({
    id,
    username: id,
    title: 'Dr',
    given: 'A',
    family: 'B',
    aal: 3,
    roles: [{ id: `1${id.slice(1)}`, code: 'S8000:G8000:R8000', name: '', organisation, activities }],
    professionalCodes: {},
  })
  const people = { gp: worker(GP, ['B0360', 'B1101']), secretary: worker(SECRETARY, ['B1102']), stranger: worker('555254239915', ['B1101'], 'A99902') }
  for (const [token, person] of Object.entries(people)) {
    environment.identity.workers.set(person.id, person)
    const grant: Grant = { kind: 'healthcare-worker', userId: person.id, aal: 3, roles: person.roles, applicationId: 'gp-system', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
    environment.identity.tokens.set(token, grant)
  }
  environment.identity.tokens.set('application', { kind: 'application', applicationId: 'gp-system', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })

  const call = async (method: string, path: string, options: { body?: unknown; headers?: Record<string, string> } = {}): Promise<Answer> => {
    const { body, headers = as('gp') } = options
    const response = await app.fetch(`${app.baseUrl}/referrals/FHIR${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/fhir+json' }), ...headers },
      ...(body !== undefined && { body: body instanceof Uint8Array || typeof body === 'string' ? (body as BodyInit) : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined }
  }
  return {
    ...app,
    state: environment.stateOf(service),
    call,
    /** Rules the newest call broke. */
    violations: () => environment.journal.read().at(-1)!.violations.map((violation) => violation.rule),
    /** Creates a referral and gives its UBRN and version. */
    async refer(options: ReferralOptions = {}) {
      const answer = await call('POST', '/STU3/ReferralRequest/$ers.createReferral', { body: createReferralBody(options) })
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
      return { ubrn: answer.body.id as string, version: Number(answer.body.meta.versionId), answer }
    },
    /** Uploads a text file and gives its `Binary/...` address. */
    async upload(name: string, ubrn?: string, headers: Record<string, string> = {}) {
      const answer = await call('POST', '/STU3/Binary', { body: 'Dear colleague', headers: as('gp', { 'content-type': 'text/plain', 'nhsd-ers-file-name': name, ...(ubrn && { 'nhsd-ers-referral-id': ubrn }), ...headers }) })
      return answer.headers.get('location')!
    },
  }
}

export function issueOf(answer: Answer): string {
  const [issue] = answer.body.issue
  return `${answer.status} ${issue.details.coding[0].code}: ${issue.diagnostics}`
}

type Parameter = Record<string, unknown>

export function criteria(changes: Parameter[] = [{ name: 'specialty', valueCoding: { system: 'https://hub.test/STU3/CodeSystem/SPECIALTY', code: 'CARDIOLOGY' } }], priority = 'ROUTINE') {
  return {
    resourceType: 'Parameters',
    meta: { profile: [`${SD}/eRS-ServiceSearchCriteria-Parameters-1`] },
    id: 'criteria',
    parameter: [{ name: 'priority', valueCoding: { system: `${CS}/eRS-Priority-1`, code: priority } }, ...changes, { name: 'ageAndGenderAppropriate', valueBoolean: false }],
  }
}

export interface ReferralOptions {
  services?: string[]
  patient?: string
  criteria?: unknown
  letter?: string
  reminderDays?: unknown
  more?: Parameter[]
  profile?: string
}

export function shortlistParameters({ services = ['11002'], criteria: found = criteria(), letter = 'NEED_TO_ADD_LATER', reminderDays = 0 }: ReferralOptions): Parameter[] {
  return [
    { name: 'intentionToAddReferralLetter', valueCoding: { system: `${CS}/eRS-ReferralLetterIntention-1`, code: letter } },
    { name: 'firstReminderLetterFollowUpDays', valueUnsignedInt: reminderDays },
    { name: 'shortlist', resource: shortlist(services, found) },
  ]
}

export function shortlist(services: string[], found: unknown = criteria()) {
  return {
    resourceType: 'List',
    meta: { profile: [`${SD}/eRS-Shortlist-List-1`] },
    status: 'current',
    mode: 'snapshot',
    contained: [found],
    extension: [{ url: `${SD}/Extension-eRS-Shortlist-SearchCriteria-1`, valueReference: { reference: '#criteria' } }],
    entry: services.map((value) => ({ item: { identifier: { system: 'http://fhir.nhs.net/Id/ers-service', value } } })),
  }
}

export function patientParameter(value = PATIENT): Parameter {
  return { name: 'patient', valueIdentifier: { system: 'http://fhir.nhs.net/Id/nhs-number', value } }
}

export function parameters(profile: string, parameter: Parameter[]) {
  return { resourceType: 'Parameters', meta: { profile: [`${SD}/eRS-${profile}-1`] }, parameter }
}

export function createReferralBody(options: ReferralOptions = {}) {
  return parameters(options.profile ?? 'CreateReferral-Parameters', [patientParameter(options.patient), ...shortlistParameters(options), ...(options.more ?? [])])
}

export function letterBody(...urls: string[]) {
  return parameters(
    'MaintainReferralLetter-Parameters',
    urls.map((url) => ({ name: 'referralLetterFile', resource: documentReference('REFERRER', url) })),
  )
}

export function documentReference(type: string, url: string) {
  return {
    resourceType: 'DocumentReference',
    meta: { profile: [`${SD}/eRS-DocumentReference-1`] },
    type: { coding: [{ system: `${CS}/eRS-AttachmentType-1`, code: type }] },
    status: 'current',
    indexed: NOW,
    content: [{ attachment: { url } }],
  }
}

export function appointmentBody(ubrn: string, version: number, serviceId: string, changes: Record<string, unknown> = {}, patient = PATIENT) {
  return {
    id: 'appointment',
    meta: { profile: [`${SD}/eRS-Appointment-1`, 'https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1'] },
    language: 'en',
    resourceType: 'Appointment',
    status: 'booked',
    description: 'e-Referral Appointment',
    incomingReferral: [{ reference: `ReferralRequest/${ubrn}/_history/${version}` }],
    participant: [
      { actor: { identifier: { system: 'http://fhir.nhs.net/Id/ers-service', value: serviceId } }, status: 'accepted' },
      { actor: { identifier: { system: 'http://fhir.nhs.net/Id/nhs-number', value: patient } }, status: 'accepted' },
    ],
    ...changes,
  }
}

export function deferral(reason: string) {
  return { status: 'proposed', reason: [{ coding: [{ system: `${CS}/eRS-ReviewReason-1`, code: reason }] }] }
}

export function cancelBody(code: string, comments?: string) {
  return parameters('CancelReferral-Request-Parameters', [
    { name: 'cancellationReason', valueCoding: { system: 'https://hub.test/STU3/CodeSystem/REFERRAL-CANCELLATION-REASON', code } },
    ...(comments === undefined ? [] : [{ name: 'cancellationComments', valueString: comments }]),
  ])
}

export function adviceBody(more: Parameter[] = [], services = ['11010'], request = 'Is an echocardiogram needed?') {
  return parameters('CreateAdviceAndGuidance-Request-Parameters', [
    patientParameter(),
    { name: 'providerConversionAuthorisation', valueCoding: { system: `${CS}/eRS-ProviderConversionAuthorisation-1`, code: 'AUTHORISED_TO_CONVERT' } },
    { name: 'shortlist', resource: shortlist(services) },
    { name: 'request', valueString: request },
    ...more,
  ])
}

export function searchBody(requestType = 'APPOINTMENT_REQUEST', found: unknown = criteria(), more: Parameter[] = [], sortBy = 'DISTANCE') {
  return parameters('PatientServiceSearch-Parameters', [
    { name: 'requestType', valueCoding: { system: `${CS}/eRS-RequestType-1`, code: requestType } },
    { name: 'sortBy', valueCoding: { system: `${CS}/eRS-SortBy-1`, code: sortBy } },
    patientParameter(),
    { name: 'searchCriteria', resource: found },
    ...more,
  ])
}

export function worklistBody(list: string, more: Parameter[] = []) {
  return parameters('FetchWorklist-Parameters', [{ name: 'listType', valueCodeableConcept: { coding: [{ system: `${CS}/eRS-ReferralListSelector-1`, code: list }] } }, ...more])
}
