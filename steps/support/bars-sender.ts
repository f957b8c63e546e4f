import type { ConsumerAnswer, ConsumerRequest } from '../../candidate/port/gp-connect.ts'
import type { SlotView } from '../../candidate/port/appointments.ts'
import type { AssayWorld, Person } from '../world.ts'
import { CONSUMER, certificateOf, type ShownCertificate } from './consumer.ts'

type Json = Record<string, unknown>

/** Number of the candidate's service in the directory of services, unless its set-up says another; and that of whoever sends. */
export const OWN_SERVICE = '2000099901'
const SENDER_SERVICE = '2000000930'
export const OTHER_SERVICE = '2000000931'

const DOS_ID = 'https://fhir.nhs.uk/Id/dos-service-id'
const inBase64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')

/** A call of the BaRS proxy; whatever is not said is as it should be. */
export interface SenderCall {
  method?: ConsumerRequest['method']
  path: string
  query?: readonly (readonly [string, string])[]
  /** JSON, or text that goes as it is. */
  body?: unknown
  /** Instead of, or beside, the proper ones; `null` leaves one out. */
  headers?: Readonly<Record<string, string | null>>
  certificate?: ShownCertificate
}

/** What came of a call, with what it was. */
export interface SenderExchange {
  call: SenderCall
  /** As they were sent. */
  headers: Readonly<Record<string, string>>
  answer: ConsumerAnswer
}

/** Headers as the proxy passes them on. Source: BaRS API 1.4.0, header parameters. */
const properHeaders = (): Record<string, string> => ({
  'x-request-id': crypto.randomUUID(),
  'x-correlation-id': crypto.randomUUID(),
  accept: 'application/fhir+json; version=1.4.0',
  'nhsd-target-identifier': inBase64({ system: DOS_ID, value: OWN_SERVICE }),
  'nhsd-end-user-organisation': inBase64({ resourceType: 'Organization', identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: CONSUMER.organisation.odsCode }], name: CONSUMER.organisation.name }),
  'nhsd-requesting-software': inBase64({ resourceType: 'Device', identifier: [{ system: 'https://sender.assay.example/Id/device', value: 'triage-1' }], deviceName: [{ name: 'Triage', type: 'manufacturer-name' }], version: [{ value: '1' }] }),
})

/** Calls as another service, through the BaRS proxy. The last exchange of the scenario is kept for the checks. */
export async function sendToPractice(world: AssayWorld, call: SenderCall): Promise<SenderExchange> {
  const { method = 'GET', path, query, body } = call
  const all: Record<string, string | null> = {
    ...properHeaders(),
    ...(body !== undefined && { 'content-type': 'application/fhir+json; version=1.4.0', 'use-context': 'a1t1|referral|servicerequest-request|new' }),
    ...call.headers,
  }
  const headers = Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
  const certificate = await certificateOf(world, call.certificate ?? 'proxy')
  const answer = await world.candidate.bookingReferral.call({
    method,
    path,
    ...(query && { query }),
    headers,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(certificate && { certificate }),
  })
  const exchange = { call, headers, answer }
  world.notes.set('sender exchange', exchange)
  return exchange
}

/** The last exchange of another service in this scenario. */
export function senderExchange(world: AssayWorld): SenderExchange {
  const exchange = world.notes.get('sender exchange')
  if (!exchange) throw new Error('Failed to look at an answer: no step before this one had another service call.')
  return exchange as SenderExchange
}

/** How a call can be wrong before anybody looks at what it asks for. */
export const CALL_FLAWS: Record<string, Pick<SenderCall, 'headers' | 'certificate'>> = {
  'without an id of the request': { headers: { 'x-request-id': null } },
  'with an id that is no UUID': { headers: { 'x-correlation-id': 'abc' } },
  'in a version that there is not': { headers: { accept: 'application/fhir+json; version=9.9.9' } },
  'without a version': { headers: { accept: 'application/fhir+json' } },
  'for the service of somebody else': { headers: { 'nhsd-target-identifier': inBase64({ system: DOS_ID, value: OTHER_SERVICE }) } },
  'without a target': { headers: { 'nhsd-target-identifier': null } },
  'without an organisation': { headers: { 'nhsd-end-user-organisation': null } },
  'for an organisation without a code': { headers: { 'nhsd-end-user-organisation': inBase64({ resourceType: 'Organization', name: 'Nobody' }) } },
  'without a certificate': { certificate: 'none' },
  "with another system's certificate": { certificate: 'other' },
  "with a stranger's certificate": { certificate: 'stranger' },
  'with a certificate that has run out': { certificate: 'expired' },
}

const key = (): string => `urn:uuid:${crypto.randomUUID()}`

export interface MessagePlan {
  event: 'servicerequest-request' | 'booking-request'
  reason: 'new' | 'update'
  person: Person
  focus: Json
  /** Service id of the sender; another one in scenarios about that. */
  from?: string
  more?: [string, Json][]
}

/** A message as another service sends it. Source: BaRS API 1.4.0, $process-message. */
export function messageTo({ event, reason, person, focus, from = SENDER_SERVICE, more = [] }: MessagePlan): Json {
  const { nhsNumber, national } = person
  const [focusKey, patientKey, senderKey, receiverKey] = [key(), key(), key(), key()]
  const patient = {
    resourceType: 'Patient',
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber }],
    name: [{ use: 'official', family: national.family, given: [national.given] }],
    gender: national.gender,
    birthDate: national.birthDate,
    address: [{ use: 'home', postalCode: national.address.postcode }],
  }
  const organisation = (odsCode: string, name: string) => ({ resourceType: 'Organization', identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: odsCode }], name })
  const header = {
    resourceType: 'MessageHeader',
    eventCoding: { system: 'https://fhir.nhs.uk/CodeSystem/message-events-bars', code: event },
    destination: [{ endpoint: `http://fhir.nhs.uk/Id/dos-service-id|${OWN_SERVICE}`, receiver: { reference: receiverKey } }],
    sender: { reference: senderKey },
    source: { name: CONSUMER.organisation.name, software: 'Triage', version: '1', endpoint: `http://fhir.nhs.uk/Id/dos-service-id|${from}` },
    reason: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/message-reason-bars', code: reason }] },
    focus: [{ reference: focusKey }],
    definition: `https://fhir.nhs.uk/MessageDefinition/${event === 'booking-request' ? 'bars-message-booking-request' : 'bars-message-servicerequest-request-referral'}`,
  }
  const subject = event === 'booking-request' ? { participant: [{ actor: { reference: patientKey }, status: 'accepted' }] } : { subject: { reference: patientKey } }
  const entries: [string, Json][] = [
    [key(), header],
    [focusKey, { ...focus, ...subject }],
    [patientKey, patient],
    [senderKey, organisation(CONSUMER.organisation.odsCode, CONSUMER.organisation.name)],
    [receiverKey, organisation('A99901', 'Elmswood Surgery')],
    ...more,
  ]
  return {
    resourceType: 'Bundle',
    id: crypto.randomUUID(),
    meta: { profile: ['https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage'] },
    type: 'message',
    timestamp: new Date().toISOString(),
    entry: entries.map(([fullUrl, resource]) => ({ fullUrl, resource })),
  }
}

/** A referral to the practice. */
export const referralTo = (person: Person, reason: string): Json =>
  messageTo({
    event: 'servicerequest-request',
    reason: 'new',
    person,
    focus: {
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'plan',
      category: [
        { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/message-category-servicerequest', code: 'referral', display: 'Transfer of Care' }] },
        { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars', code: 'a1t1' }] },
      ],
      authoredOn: new Date().toISOString(),
      reasonCode: [{ text: reason }],
    },
  })

/** A booking of one of the practice's slots. */
export function bookingTo(person: Person, { id, start, end }: Pick<SlotView, 'id' | 'start' | 'end'>, description: string): Json {
  const slotKey = key()
  return messageTo({
    event: 'booking-request',
    reason: 'new',
    person,
    focus: { resourceType: 'Appointment', status: 'booked', description, start, end, slot: [{ reference: slotKey }], created: new Date().toISOString() },
    more: [[slotKey, { resourceType: 'Slot', id, status: 'busy', start, end }]],
  })
}

/** The resource of a type in an answer. */
export function resourceIn(json: unknown, type: string): Json | undefined {
  const { resourceType, entry } = (json ?? {}) as { resourceType?: string; entry?: { resource?: Json }[] }
  if (resourceType === type) return json as Json
  return (Array.isArray(entry) ? entry : []).map(({ resource }) => resource).find((each) => each?.['resourceType'] === type)
}

/** What a practice was told of something it had: the same, cancelled, by whoever sends it; on the version that was read. */
export function cancellationTo(person: Person, held: Json, { from }: { from?: string } = {}): Json {
  const booking = held['resourceType'] === 'Appointment'
  const slotKey = key()
  return messageTo({
    event: booking ? 'booking-request' : 'servicerequest-request',
    reason: 'update',
    person,
    focus: { ...held, status: booking ? 'cancelled' : 'revoked', ...(booking && { slot: [{ reference: slotKey }] }) },
    ...(from !== undefined && { from }),
    ...(booking && { more: [[slotKey, { resourceType: 'Slot', status: 'busy' }]] as [string, Json][] }),
  })
}

type Change = (message: Json) => void

const entries = (message: Json) => message['entry'] as { fullUrl: string; resource: Json }[]
const header = (message: Json) => entries(message)[0]!.resource
const focusOf = (message: Json) => entries(message)[1]!.resource
const patientOf = (message: Json) => entries(message).find(({ resource }) => resource['resourceType'] === 'Patient')!

/** How a message can be wrong, as scenarios word it. */
export const MESSAGE_FLAWS: Record<string, Change> = {
  'that is no message': (message) => void (message['type'] = 'collection'),
  'without an id': (message) => void delete message['id'],
  'without its header': (message) => void entries(message).shift(),
  'that refers to what is not in it': (message) => void (focusOf(message)['subject'] = { reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' }),
  'without a patient': (message) => void (message['entry'] = entries(message).filter(({ resource }) => resource['resourceType'] !== 'Patient')),
  'about two patients': (message) => void entries(message).push({ ...patientOf(message), fullUrl: key() }),
  'with an NHS number that cannot be': (message) => {
    const [identifier] = patientOf(message).resource['identifier'] as { value: string }[]
    identifier!.value = `${identifier!.value.slice(0, -1)}${(Number(identifier!.value.at(-1)) + 1) % 10}`
  },
  'for another service': (message) => void (header(message)['destination'] = [{ endpoint: `http://fhir.nhs.uk/Id/dos-service-id|${OTHER_SERVICE}` }]),
  'that does not say whence': (message) => void (header(message)['source'] = { name: 'Nobody' }),
  'of a kind that there is not': (message) => void (header(message)['eventCoding'] = { system: 'https://fhir.nhs.uk/CodeSystem/message-events-bars', code: 'tea-request' }),
  'for a use that the practice does not serve': (message) => void (focusOf(message)['category'] = [{ coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars', code: 'a6t2' }] }]),
  'neither new nor a change': (message) => void (header(message)['reason'] = { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/message-reason-bars', code: 'perhaps' }] }),
}

/** A search for slots of a stretch of time. */
export const slotsBetween = (from: number, to: number): SenderCall => {
  const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}+00:00`
  return {
    path: 'Slot',
    query: [
      ['status', 'free'],
      ['start', `ge${instant(from)}`],
      ['start', `le${instant(to)}`],
      ['_include', 'Slot:schedule'],
      ['_include', 'Schedule:actor:HealthcareService'],
    ],
  }
}
