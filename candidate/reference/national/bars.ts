import { behaviour } from '../behaviour.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { codesOf, refusalFor, unreadableAnswer, wordsOf, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'
import type { PlatformCall } from './platform.ts'

export const BARS = 'The Booking and Referral service'

const BASE = '/booking-and-referral/FHIR/R4'
const DOS_ID = 'https://fhir.nhs.uk/Id/dos-service-id'
export const USE_CASES = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars'

/** A service that can be referred to or booked into, as the catalogue of endpoints has it. */
export interface BarsService {
  /** Number in the directory of services. */
  serviceId: string
  odsCode: string
  name: string
  active: boolean
}

/** A kind of message that a service takes. */
export interface TakenMessage {
  /** `servicerequest-request`, `booking-request`. */
  event: string
  /** Use cases it is taken for. */
  useCases: string[]
  /** Types of resources that have to be in it. */
  needs: string[]
}

/** What a referral or a booking becomes at the service. */
export type RemoteKind = 'ServiceRequest' | 'Appointment'

/** A free time of a service. */
export interface RemoteSlot {
  id: string
  start: string
  end: string
}

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64')

/** To whom a call goes. */
export const targetOf = behaviour('bars.targetOf', (serviceId: string): { system: string; value: string } => ({ system: DOS_ID, value: serviceId }))

/** The version of the BaRS core that this system speaks. */
export const versionSpoken = behaviour('bars.versionSpoken', (): string => '1.4.0')

/** Who asks: the practice, the person in the role they chose, and this system. Source: BaRS API, NHSD-Requesting headers. */
export const requesterOf = behaviour('bars.requesterOf', ({ services: { config }, role }: Work) => ({
  organisation: { resourceType: 'Organization', identifier: [{ system: SYSTEM.odsCode, value: config.practice.odsCode }], name: config.practice.name },
  practitioner: {
    resourceType: 'PractitionerRole',
    identifier: [{ system: SYSTEM.sdsRoleProfile, value: role.id }],
    code: [{ coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-SDSJobRoleName', code: role.code.split(':').at(-1), display: role.name }] }],
  } as JsonObject | undefined,
  software: {
    resourceType: 'Device',
    identifier: [{ system: 'https://assay.example/Id/device', value: 'reference-gp-system' }],
    deviceName: [{ name: 'Reference GP system', type: 'manufacturer-name' }],
    version: [{ value: '1' }],
  },
}))

function callService(work: Work, serviceId: string | undefined, rest: Pick<PlatformCall, 'method' | 'path' | 'query' | 'headers' | 'body' | 'requestId' | 'mediaType'>): Promise<Answer> {
  const { organisation, practitioner, software } = requesterOf(work)
  return work.services.platform.call({
    service: BARS,
    as: 'application',
    correlationId: work.interaction,
    ...rest,
    path: `${BASE}${rest.path}`,
    headers: {
      accept: serviceId === undefined ? 'application/fhir+json' : `application/fhir+json; version=${versionSpoken()}`,
      'nhsd-end-user-organisation': base64(organisation),
      'nhsd-requesting-software': base64(software),
      ...(practitioner && { 'nhsd-requesting-practitioner': base64(practitioner) }),
      ...(serviceId !== undefined && { 'nhsd-target-identifier': base64(targetOf(serviceId)) }),
      ...rest.headers,
    },
  })
}

const list = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The resources of a searchset. What is no searchset is no empty one. */
export function resourcesIn({ body }: Answer, type: string): JsonObject[] {
  if (body['resourceType'] !== 'Bundle' || body['type'] !== 'searchset') throw unreadableAnswer(BARS, `expected a searchset, got ${String(body['resourceType'])}`)
  return list(body['entry']).map(({ resource }) => resource).filter(isObject).filter(({ resourceType }) => resourceType === type)
}

const found = (answer: Answer): Answer => {
  if (answer.status !== 200) throw refusalFor(BARS, answer)
  return answer
}

/** The number of a service among its identifiers: their system is written with http here and with https there. */
const serviceIdIn = (resource: JsonObject): string => text(list(resource['identifier']).find(({ system }) => /^https?:\/\/fhir\.nhs\.uk\/Id\/dos-service-id$/.test(text(system)))?.['value'])

/** The services of an organisation. */
export async function servicesOf(work: Work, odsCode: string): Promise<BarsService[]> {
  const answer = await callService(work, undefined, { method: 'GET', path: '/HealthcareService', query: [['HealthcareService.providedBy', `${SYSTEM.odsCode}|${odsCode}`]] })
  return resourcesIn(found(answer), 'HealthcareService').map((resource) => ({ serviceId: serviceIdIn(resource), odsCode, name: text(resource['name']), active: resource['active'] !== false }))
}

/**
 * Whether a service takes messages at all, in the version that is spoken here: the first thing that a sender asks.
 * Source: BaRS API, get capability statement.
 */
export const takesMessages = behaviour('bars.takesMessages', async (work: Work, serviceId: string): Promise<boolean> => {
  const { body } = found(await callService(work, serviceId, { method: 'GET', path: '/metadata' }))
  if (body['resourceType'] !== 'CapabilityStatement') throw unreadableAnswer(BARS, `expected a CapabilityStatement, got ${String(body['resourceType'])}`)
  return list(body['rest']).some(({ mode, operation }) => mode === 'server' && list(operation).some(({ name }) => name === '$process-message'))
})

/** Which messages a service takes, and what has to be in them. */
export async function messagesTakenBy(work: Work, serviceId: string): Promise<TakenMessage[]> {
  const answer = await callService(work, serviceId, { method: 'GET', path: '/MessageDefinition', query: [['context', `${DOS_ID}|${serviceId}`]] })
  return resourcesIn(found(answer), 'MessageDefinition').map((definition) => ({
    event: text(isObject(definition['eventCoding']) ? definition['eventCoding']['code'] : undefined),
    useCases: list(definition['useContext']).flatMap(({ code }) => list(code).filter(({ system }) => system === USE_CASES).map((each) => text(each['code']))),
    needs: list(definition['focus']).filter(({ min }) => min !== 0).map(({ code }) => text(code)),
  }))
}

/** Whether the answer to a message says that the receiver has it already: it came before, and its answer was lost. */
export const isThereAlready = behaviour(
  'bars.isThereAlready',
  ({ status, body }: Answer): boolean => status === 409 && codesOf(body).includes('REC_CONFLICT') && list(body['issue']).some(({ code }) => code === 'duplicate'),
)

/** What the user is told when the receiver has gone on meanwhile: the slot is taken, the referral is dealt with. */
export const conflict = behaviour('bars.conflict', ({ body }: Answer): Refusal => {
  const words = wordsOf(body)
  return new Refusal('changed-meanwhile', `The other service has gone on meanwhile${words === undefined ? '' : ` (${words})`}: nothing was changed there. Look at it again.`)
})

/** Sends a message; what became of its focus at the receiver, or `there` when it was sent before. */
export async function sendMessage(
  work: Work,
  { serviceId, message, requestId, useContext, kind }: { serviceId: string; message: JsonObject; requestId: string; useContext: string; kind: RemoteKind },
): Promise<JsonObject | 'there'> {
  const answer = await callService(work, serviceId, {
    method: 'POST',
    path: '/$process-message',
    headers: { 'use-context': useContext },
    mediaType: `application/fhir+json; version=${versionSpoken()}`,
    body: message,
    requestId,
  })
  if (isThereAlready(answer)) return 'there'
  if (answer.status === 409) throw conflict(answer)
  if (answer.status !== 200) throw refusalFor(BARS, answer)
  const resource = list(answer.body['entry']).map((entry) => entry['resource']).filter(isObject).find(({ resourceType }) => resourceType === kind)
  if (answer.body['resourceType'] !== 'Bundle' || text(resource?.['id']) === '') throw unreadableAnswer(BARS, `200 to a message without a ${kind}`)
  return resource!
}

/** What the receiver holds under its id. */
export async function readRemote(work: Work, serviceId: string, kind: RemoteKind, id: string): Promise<JsonObject> {
  const { body } = found(await callService(work, serviceId, { method: 'GET', path: `/${kind}/${encodeURIComponent(id)}` }))
  if (body['resourceType'] !== kind) throw unreadableAnswer(BARS, `expected a ${kind}, got ${String(body['resourceType'])}`)
  return body
}

/** All that the receiver holds of a patient. */
export async function remoteOf(work: Work, serviceId: string, kind: RemoteKind, nhsNumber: string): Promise<JsonObject[]> {
  return resourcesIn(found(await callService(work, serviceId, { method: 'GET', path: `/${kind}`, query: [['patient:identifier', `${SYSTEM.nhsNumber}|${nhsNumber}`]] })), kind)
}

/** Which slots are asked for: free ones. */
export const statusAsked = behaviour('bars.statusAsked', (): string => 'free')

const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}+00:00`

/** Free times of a service, in the order of time. */
export async function freeSlotsOf(work: Work, serviceId: string, { from, to }: { from: number; to: number }): Promise<RemoteSlot[]> {
  const query: [string, string][] = [
    ['status', statusAsked()],
    ['start', `ge${instant(from)}`],
    ['start', `lt${instant(to)}`],
    ['_include', 'Slot:schedule'],
    ['_include', 'Schedule:actor:HealthcareService'],
  ]
  return resourcesIn(found(await callService(work, serviceId, { method: 'GET', path: '/Slot', query })), 'Slot').map((slot) => ({ id: text(slot['id']), start: text(slot['start']), end: text(slot['end']) }))
}
