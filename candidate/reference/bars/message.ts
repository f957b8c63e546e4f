import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { USE_CASES, type BarsService, type RemoteSlot } from '../national/bars.ts'
import type { JsonObject } from '../national/json.ts'
import { isRestricted } from '../national/pds-patient.ts'
import type { Work } from '../work.ts'
import { ownService } from './settings.ts'

/** What a message is about, and what is asked of the receiver. */
export interface Content {
  patient: RegisteredPatient
  service: BarsService
  useCase: string
  reason: string
  reference: string
}

const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition'
const BARS_PROFILE = 'https://fhir.nhs.uk/StructureDefinition'
const OWN_REFERENCE = 'https://assay.example/Id/booking-and-referral'

const profiled = (profile: string, resource: JsonObject): JsonObject => ({ ...resource, meta: { profile: [profile], ...(resource['meta'] as JsonObject | undefined) } })
const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}+00:00`

/** Of the patient: who they are and where they live, unless that is withheld. Nothing of what else is on the record. */
export const patientTold = behaviour('bars.patientTold', ({ nhsNumber, national }: RegisteredPatient): JsonObject => {
  const name = national.name?.find(({ use }) => use === 'usual') ?? national.name?.[0]
  const home = national.address?.find(({ use }) => use === 'home')
  return profiled(`${UK_CORE}/UKCore-Patient`, {
    resourceType: 'Patient',
    identifier: [
      {
        extension: [
          {
            url: `${UK_CORE}/Extension-UKCore-NHSNumberVerificationStatus`,
            valueCodeableConcept: {
              coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus', code: 'number-present-and-verified', display: 'Number present and verified' }],
            },
          },
        ],
        system: SYSTEM.nhsNumber,
        value: nhsNumber,
      },
    ],
    name: [{ use: 'official', family: name?.family, given: name?.given }],
    gender: national.gender ?? 'unknown',
    birthDate: national.birthDate,
    ...(home && !isRestricted(national) && { address: [{ use: 'home', line: home.line, postalCode: home.postalCode }] }),
  })
})

/** What the patient comes for, as the receiver gets it: all that was written. */
export const reasonTold = behaviour('bars.reasonTold', (reason: string): string => reason)

/** The parts of a message that are the same in all: whoever sends and receives, and the patient. */
function parts(work: Work, { patient, service }: Content) {
  const { practice } = work.services.config
  const keys = Object.fromEntries(['focus', 'patient', 'sender', 'receiver', 'service', 'practitioner', 'role', 'encounter', 'schedule'].map((name) => [name, `urn:uuid:${randomUUID()}`])) as Record<string, string>
  const organisation = (odsCode: string, name: string): JsonObject =>
    profiled(`${UK_CORE}/UKCore-Organization`, { resourceType: 'Organization', identifier: [{ system: SYSTEM.odsCode, value: odsCode }], name })
  const { user } = work.session
  const [given = '', ...family] = user.name.split(' ')
  return {
    keys,
    common: [
      [keys['patient']!, patientTold(patient)],
      [keys['sender']!, organisation(practice.odsCode, practice.name)],
      [keys['receiver']!, organisation(service.odsCode, service.name)],
      [
        keys['service']!,
        profiled(`${UK_CORE}/UKCore-HealthcareService`, {
          resourceType: 'HealthcareService',
          identifier: [{ system: 'http://fhir.nhs.uk/Id/dos-service-id', value: service.serviceId }],
          active: true,
          providedBy: { reference: keys['receiver'] },
          name: service.name,
        }),
      ],
      [keys['practitioner']!, profiled(`${UK_CORE}/UKCore-Practitioner`, { resourceType: 'Practitioner', identifier: [{ system: SYSTEM.sdsUser, value: user.id }], name: [{ family: family.join(' ') || given, given: [given] }] })],
      [
        keys['role']!,
        profiled(`${UK_CORE}/UKCore-PractitionerRole`, {
          resourceType: 'PractitionerRole',
          practitioner: { reference: keys['practitioner'] },
          organization: { reference: keys['sender'] },
          code: [{ coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-SDSJobRoleName', code: work.role.code.split(':').at(-1), display: work.role.name }] }],
        }),
      ],
    ] as [string, JsonObject][],
  }
}

function bundle(work: Work, { service }: Content, what: { event: string; definition: string; reason: 'new' | 'update'; keys: Record<string, string>; entries: readonly [string, JsonObject][] }): JsonObject {
  const { practice } = work.services.config
  const header = profiled(`${BARS_PROFILE}/BARSMessageHeader-${what.event}`, {
    resourceType: 'MessageHeader',
    eventCoding: { system: 'https://fhir.nhs.uk/CodeSystem/message-events-bars', code: what.event },
    destination: [{ endpoint: `http://fhir.nhs.uk/Id/dos-service-id|${service.serviceId}`, receiver: { reference: what.keys['receiver'] } }],
    sender: { reference: what.keys['sender'] },
    source: {
      name: practice.name,
      software: 'Reference GP system',
      version: '1',
      ...(practice.telephone !== undefined && { contact: { system: 'phone', value: practice.telephone } }),
      endpoint: `http://fhir.nhs.uk/Id/dos-service-id|${ownService(work.services)}`,
    },
    reason: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/message-reason-bars', code: what.reason }] },
    focus: [{ reference: what.keys['focus'] }],
    definition: `https://fhir.nhs.uk/MessageDefinition/${what.definition}`,
  })
  return {
    resourceType: 'Bundle',
    id: randomUUID(),
    meta: { profile: [`${BARS_PROFILE}/BARSBundleMessage`] },
    type: 'message',
    timestamp: instant(work.services.clock.now()),
    entry: [[`urn:uuid:${randomUUID()}`, header] as const, ...what.entries].map(([fullUrl, resource]) => ({ fullUrl, resource })),
  }
}

const EVENT = { ServiceRequest: 'servicerequest-request', Appointment: 'booking-request' } as const

/** The event by which a receiver knows what a message is. */
export const eventOf = (kind: keyof typeof EVENT): string => EVENT[kind]

const DAY_MS = 86_400_000

/** A referral. Source: BaRS Core, Making a referral request. */
export const referralMessage = behaviour('bars.referralMessage', (work: Work, content: Content): JsonObject => {
  const { keys, common } = parts(work, content)
  const now = work.services.clock.now()
  const subject = { reference: keys['patient'] }
  const request = profiled(`${BARS_PROFILE}/BARSServiceRequest-request-referral`, {
    resourceType: 'ServiceRequest',
    identifier: [{ system: OWN_REFERENCE, value: content.reference }],
    status: 'active',
    intent: 'plan',
    category: [
      { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/message-category-servicerequest', code: 'referral', display: 'Transfer of Care' }] },
      { coding: [{ system: USE_CASES, code: content.useCase }] },
    ],
    subject,
    encounter: { reference: keys['encounter'] },
    occurrencePeriod: { start: instant(now), end: instant(now + 7 * DAY_MS) },
    authoredOn: instant(now),
    requester: { reference: keys['role'] },
    performer: [{ reference: keys['service'] }],
    reasonCode: [{ text: reasonTold(content.reason) }],
  })
  const encounter = profiled(`${UK_CORE}/UKCore-Encounter`, {
    resourceType: 'Encounter',
    identifier: [{ system: OWN_REFERENCE, value: content.reference }],
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'ambulatory' },
    subject,
    period: { start: instant(now), end: instant(now) },
  })
  return bundle(work, content, { event: EVENT.ServiceRequest, definition: 'bars-message-servicerequest-request-referral', reason: 'new', keys, entries: [[keys['focus']!, request], [keys['encounter']!, encounter], ...common] })
})

/** The time that is booked: the one that the user chose. */
export const timeBooked = behaviour('bars.timeBooked', (slot: RemoteSlot): RemoteSlot => slot)

/** A booking of a slot. Source: BaRS Core, Making a booking. */
export const bookingMessage = behaviour('bars.bookingMessage', (work: Work, content: Content & { slot: RemoteSlot }): JsonObject => {
  const { keys, common } = parts(work, content)
  const { id, start, end } = timeBooked(content.slot)
  const slotKey = `urn:uuid:${id}`
  const appointment = profiled(`${UK_CORE}/UKCore-Appointment`, {
    resourceType: 'Appointment',
    identifier: [{ system: OWN_REFERENCE, value: content.reference }],
    status: 'booked',
    description: reasonTold(content.reason),
    start,
    end,
    slot: [{ reference: slotKey }],
    created: instant(work.services.clock.now()),
    participant: [{ actor: { reference: keys['patient'] }, status: 'accepted' }],
  })
  const slot = profiled(`${UK_CORE}/UKCore-Slot`, { resourceType: 'Slot', schedule: { reference: keys['schedule'] }, status: 'busy', start, end })
  const schedule = profiled(`${UK_CORE}/UKCore-Schedule`, { resourceType: 'Schedule', actor: [{ reference: keys['service'] }] })
  return bundle(work, content, {
    event: EVENT.Appointment,
    definition: 'bars-message-booking-request',
    reason: 'new',
    keys,
    entries: [[keys['focus']!, appointment], [slotKey, slot], [keys['schedule']!, schedule], ...common],
  })
})

/** Status with which each is cancelled. Source: BaRS API, Using $process-message. */
const CANCELLED = { ServiceRequest: 'revoked', Appointment: 'cancelled' } as const

/** How a message says that it changes what the receiver has. */
export const reasonOfChange = behaviour('bars.reasonOfChange', (): 'new' | 'update' => 'update')

/** The same message once more, as a change: what the receiver holds now, cancelled. */
export const cancellation = behaviour('bars.cancellation', (work: Work, before: JsonObject, kind: keyof typeof CANCELLED, held: JsonObject): JsonObject => {
  const entries = (before['entry'] as { fullUrl: string; resource: JsonObject }[]).map(({ fullUrl, resource }) => {
    if (resource['resourceType'] === 'MessageHeader')
      return { fullUrl, resource: { ...resource, reason: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/message-reason-bars', code: reasonOfChange() }] } } }
    if (resource['resourceType'] !== kind) return { fullUrl, resource }
    return { fullUrl, resource: { ...resource, id: held['id'], meta: held['meta'], status: CANCELLED[kind] } }
  })
  return { ...before, id: randomUUID(), timestamp: instant(work.services.clock.now()), entry: entries }
})
