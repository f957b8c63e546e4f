import { behaviour } from '../behaviour.ts'
import { isNhsNumber } from '../demographics/nhs-number.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { USE_CASES } from '../national/bars.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { BarsError } from './bars-error.ts'

/** A message from another service, as far as it is in order by itself. */
export interface Incoming {
  id: string
  bundle: JsonObject
  event: 'servicerequest-request' | 'booking-request'
  reason: 'new' | 'update'
  /** Service ids of whither and whence. */
  destination: string
  source: string
  focus: JsonObject
  nhsNumber: string
  /** References in the message to what is in it. */
  resources: ReadonlyMap<string, JsonObject>
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const object = (value: unknown): JsonObject => (isObject(value) ? value : {})
const malformed = (what: string) => new BarsError('bad-request', what)

/** Types of resources that have to be in a message. What this system says in its MessageDefinitions is made from it, too. */
export const NEEDS = {
  'servicerequest-request': ['MessageHeader', 'ServiceRequest', 'Patient', 'Organization'],
  'booking-request': ['MessageHeader', 'Appointment', 'Patient', 'Slot', 'Organization'],
} as const

/** Types that a message lacks. */
export const missingTypes = behaviour('bars.missingTypes', (event: keyof typeof NEEDS, resources: readonly JsonObject[]): string[] =>
  NEEDS[event].filter((type) => !resources.some(({ resourceType }) => resourceType === type)),
)

/** Use cases for which the practice is referred to. */
export const USES: readonly string[] = ['a1t1']

/** Whether the practice serves what a referral is for; one that does not say is taken for what it serves. */
export const serves = behaviour('bars.serves', (useCases: readonly string[]): boolean => useCases.every((code) => USES.includes(code)))

/** The one patient of a message: with two, nobody knows whose it is. */
export const patientIn = behaviour('bars.patientIn', (patients: readonly JsonObject[]): JsonObject => {
  const [patient, ...more] = patients
  if (!patient || more.length > 0) throw new BarsError('unprocessable', 'A message is about one patient.')
  return patient
})

/** Whether what a message refers to is in it. */
export const isWhole = behaviour('bars.isWhole', (reference: string, keys: ReadonlySet<string>): boolean => !reference.startsWith('urn:uuid:') || keys.has(reference))

function* references(value: unknown): Iterable<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, each] of Object.entries(value)) {
    if (name === 'reference' && typeof each === 'string') yield each
    else yield* references(each)
  }
}

const serviceIn = (endpoint: unknown): string => /^https?:\/\/fhir\.nhs\.uk\/Id\/dos-service-id\|(\S+)$/.exec(text(endpoint))?.[1] ?? ''

/**
 * Reads a message.
 *
 * @throws BarsError naming what is wrong with it
 */
export function readIncoming(body: unknown): Incoming {
  if (!isObject(body) || body['resourceType'] !== 'Bundle' || body['type'] !== 'message') throw malformed('The body is no Bundle of type message.')
  const id = text(body['id'])
  if (id === '') throw malformed('The message has no id.')
  const entries = objects(body['entry'])
  const resources = new Map(entries.map(({ fullUrl, resource }) => [text(fullUrl), object(resource)]))
  const all = [...resources.values()]
  const header = object(entries[0]?.['resource'])
  if (header['resourceType'] !== 'MessageHeader') throw malformed('The first entry is no MessageHeader.')
  for (const reference of references(body)) if (!isWhole(reference, new Set(resources.keys()))) throw malformed(`${reference} refers to nothing in the message.`)

  const event = text(object(header['eventCoding'])['code'])
  if (event !== 'servicerequest-request' && event !== 'booking-request') throw new BarsError('unknown-workflow', `This service takes no ${event || 'message without an event'}.`)
  const reason = text(objects(object(header['reason'])['coding'])[0]?.['code'])
  if (reason !== 'new' && reason !== 'update') throw malformed('MessageHeader.reason is neither new nor update.')
  const missing = missingTypes(event, all)
  if (missing.length > 0) throw new BarsError('unprocessable', `The message has no ${missing.join(', ')}.`)
  const focus = resources.get(text(objects(header['focus'])[0]?.['reference']))
  const expected = event === 'booking-request' ? 'Appointment' : 'ServiceRequest'
  if (focus?.['resourceType'] !== expected) throw malformed(`MessageHeader.focus is not the ${expected}.`)
  const useCases = objects(focus['category']).flatMap(({ coding }) => objects(coding).flatMap(({ system, code }) => (system === USE_CASES ? [text(code)] : [])))
  if (!serves(useCases)) throw new BarsError('not-supported', `This service takes nothing for ${useCases.join(', ')}.`)
  const patient = patientIn(all.filter(({ resourceType }) => resourceType === 'Patient'))
  const nhsNumber = text(objects(patient['identifier']).find(({ system }) => system === SYSTEM.nhsNumber)?.['value'])
  if (!isNhsNumber(nhsNumber)) throw new BarsError('unprocessable', 'The patient has no valid NHS number.')
  return {
    id,
    bundle: body,
    event,
    reason,
    destination: serviceIn(objects(header['destination'])[0]?.['endpoint']),
    source: serviceIn(object(header['source'])['endpoint']),
    focus,
    nhsNumber,
    resources,
  }
}
