import type { Call } from '../../kit/call.ts'
import { reject } from './errors.ts'
import { list, object, text, type Json } from './json.ts'
import type { BarsState } from './state.ts'
import { SYSTEM } from './systems.ts'

type BarsCall = Call<BarsState>

/** A message as a receiver begins to read it. */
export interface Message {
  /** Id of the Bundle: that by which it is known again. */
  id: string
  bundle: Json
  header: Json
  /** `servicerequest-request`, `booking-request` and so on. */
  event: string
  reason: 'new' | 'update'
  /** Service ids that stand at the ends of its addresses. */
  destination: string
  source: string
  resources: ReadonlyMap<string, Json>
  /** Resources of a type, in the order of the message. */
  of(type: string): Json[]
}

const CLAUSE = 'BaRS Core, MessageHeader resource and processing of requests'

/** Codes of a system in a CodeableConcept, or in a list of them. */
export function codesOf(value: unknown, system: string): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((concept) =>
    list(object(concept)['coding']).flatMap((coding) => (object(coding)['system'] === system ? [text(object(coding)['code'])] : [])),
  )
}

export const nhsNumberOf = (patient: Json | undefined): string | undefined =>
  list(patient?.['identifier']).map(object).flatMap(({ system, value }) => (system === SYSTEM.nhsNumber && text(value) !== '' ? [text(value)] : []))[0]

/** The NHS number that a message is about; for faults and the journal. */
export function subjectOfMessage(call: BarsCall): string | undefined {
  const patients = list(object(call.json)['entry']).map((entry) => object(object(entry)['resource'])).filter(({ resourceType }) => resourceType === 'Patient')
  return nhsNumberOf(patients[0])
}

/** A message out of a request's body; malformed ones are refused as the receiver refuses them. */
export function readMessage(call: BarsCall): Message {
  const malformed = (detail: string, pointer?: string): never =>
    reject(call, 'REC_BAD_REQUEST-invalid', { rule: 'message', detail, clause: CLAUSE, ...(pointer !== undefined && { pointer }) })
  if (!/^application\/fhir\+json\b/i.test(call.header('content-type') ?? ''))
    reject(call, 'SEND_NOT_ACCEPTABLE-processing', { rule: 'content-type', detail: `Content-Type is ${call.header('content-type') ?? 'missing'}, not application/fhir+json.`, clause: 'BaRS API 1.4.0, request body', pointer: 'Content-Type' })
  const bundle = object(call.json)
  if (bundle['resourceType'] !== 'Bundle' || bundle['type'] !== 'message') malformed('The body is no Bundle of type message.', '/type')
  const id = text(bundle['id'])
  if (id === '') malformed('The message has no id.', '/id')
  const entries = list(bundle['entry']).map(object)
  const header = object(entries[0]?.['resource'])
  if (header['resourceType'] !== 'MessageHeader') malformed('The first entry is no MessageHeader.', '/entry/0')
  const resources = new Map(entries.map((entry) => [text(entry['fullUrl']), object(entry['resource'])]))
  if (resources.size !== entries.length || resources.has('')) malformed('Each entry needs a fullUrl of its own.', '/entry')
  for (const reference of referencesIn(bundle))
    if (reference.startsWith('urn:uuid:') && !resources.has(reference)) malformed(`${reference} refers to nothing in the message.`, '/entry')

  const { eventCoding, destination, source } = header
  const event = object(eventCoding)['system'] === SYSTEM.events ? text(object(eventCoding)['code']) : ''
  if (event === '') malformed('MessageHeader.eventCoding is not of the events of BaRS.', '/entry/0/resource/eventCoding')
  const [reason] = codesOf(header['reason'], SYSTEM.reasons)
  if (reason !== 'new' && reason !== 'update') return malformed('MessageHeader.reason is neither new nor update.', '/entry/0/resource/reason')
  return {
    id,
    bundle,
    header,
    event,
    reason,
    destination: serviceIn(object(list(destination)[0])['endpoint']),
    source: serviceIn(object(source)['endpoint']),
    resources,
    of: (type) => [...resources.values()].filter(({ resourceType }) => resourceType === type),
  }
}

/** `http://fhir.nhs.uk/Id/dos-service-id|2222222222`, as endpoints in messages are written. */
const serviceIn = (endpoint: unknown): string => /^https?:\/\/fhir\.nhs\.uk\/Id\/dos-service-id\|(\S+)$/.exec(text(endpoint))?.[1] ?? ''

function* referencesIn(value: unknown): Iterable<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, each] of Object.entries(value)) {
    if (name === 'reference' && typeof each === 'string') yield each
    else yield* referencesIn(each)
  }
}
