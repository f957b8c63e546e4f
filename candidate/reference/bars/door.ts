import { Hono, type ErrorHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { randomUUID } from 'node:crypto'
import { findFreeSlots } from '../appointments/find-slots.ts'
import type { Slot } from '../appointments/clinic-session.ts'
import type { RequestContext, RequestEnv, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { deviceOf } from '../http/sign-in-state.ts'
import { USE_CASES, type RemoteKind } from '../national/bars.ts'
import { parseJson, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'
import { BarsError, barsOutcome } from './bars-error.ts'
import { NEEDS, readIncoming, USES, type Incoming } from './incoming.ts'
import { mayBeTold, receive } from './receive.ts'
import { receivedStore, type Received } from './received.ts'
import { asSender, senderOf } from './sender.ts'
import { settingsOf } from './settings.ts'

/** Ids of a call come back with its answer, the refusals included. Source: BaRS API, response headers. */
export const idsToReturn = behaviour('bars.idsToReturn', ({ req }: RequestContext): Record<string, string> =>
  Object.fromEntries(['x-request-id', 'x-correlation-id'].flatMap((name) => (req.header(name) === undefined ? [] : [[name, req.header(name)!]]))),
)

const answer = (context: RequestContext, resource: JsonObject, status = 200): Response =>
  context.body(JSON.stringify(resource), status as ContentfulStatusCode, { 'content-type': 'application/fhir+json; version=1.4.0', 'cache-control': 'no-store', ...idsToReturn(context) })

const searchset = (resources: readonly JsonObject[], also: readonly JsonObject[] = []): JsonObject => ({
  resourceType: 'Bundle',
  id: randomUUID(),
  type: 'searchset',
  total: resources.length,
  entry: [
    ...resources.map((resource) => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource, search: { mode: 'match' } })),
    ...also.map((resource) => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource, search: { mode: 'include' } })),
  ],
})

/** What this practice takes over BaRS: bookings of what is set aside for others, and referrals. The BaRS proxy is who calls. */
export function barsDoor(routes: Routes): void {
  const door: Routes = new Hono<RequestEnv>()
  door.onError(refuse)
  const on = (method: 'GET' | 'POST', path: string, handle: (work: Work, context: RequestContext) => JsonObject | Promise<JsonObject>) =>
    door.on(method, path, async (context) => answer(context, await handle(asSender(context, senderOf(context)), context)))

  on('GET', '/metadata', ({ services }) => capability(services))
  on('GET', '/MessageDefinition', ({ services }, context) => searchset(definitions(services, context.req.queries('context') ?? [])))
  on('GET', '/Slot', (work, context) => slots(work, context))
  on('POST', '/$process-message', async (work, context) => {
    const type = context.req.header('content-type') ?? ''
    if (!/^application\/fhir\+json\b/i.test(type)) throw new BarsError('version', 'Send application/fhir+json.')
    const incoming = readIncoming(parseJson(await context.req.text()))
    return mirrored(work.services, incoming, await receive(work, incoming))
  })
  for (const kind of ['Appointment', 'ServiceRequest'] as const) {
    on('GET', `/${kind}`, (work, context) => searchset(heldOf(work, kind, context.req.query('patient:identifier') ?? '').map(({ resource }) => resource)))
    on('GET', `/${kind}/:id`, (work, context) => {
      const received = heldUnder(work.services, kind, context.req.param('id') ?? '')
      if (!received) throw new BarsError('not-found', `There is no such ${kind}.`)
      audited(work, { event: 'received-viewed', action: 'R', patientId: received.patientId, subject: `${kind}/${received.id}` })
      return received.resource
    })
  }
  door.all('*', (context) => {
    senderOf(context)
    throw new BarsError('not-implemented', 'This service has nothing at this address.')
  })
  routes.route('/booking-and-referral/FHIR/R4', door)
}

/** What is held under the id that was told to whoever sent it. */
export const heldUnder = behaviour('bars.heldUnder', (services: Services, kind: RemoteKind, id: string): Received | undefined => {
  const received = receivedStore(services).find(id)
  return received?.kind === kind ? received : undefined
})

/** What of a kind is told of a patient: theirs, and nobody else's. */
export const theirs = behaviour('bars.theirs', (services: Services, patientId: string, kind: RemoteKind): Received[] => receivedStore(services).ofPatient(patientId, kind))

function heldOf(work: Work, kind: RemoteKind, identifier: string): Received[] {
  const nhsNumber = identifier.split('|').at(-1) ?? ''
  if (nhsNumber === '') throw new BarsError('required-missing', 'Search by patient:identifier.')
  const patient = patientsOf(work.services).byNhsNumber(nhsNumber)
  if (!patient || !mayBeTold(patient)) return []
  audited(work, { event: 'received-viewed', action: 'R', patientId: patient.id })
  return theirs(work.services, patient.id, kind)
}

/** The message back, with the id that its focus has here. Source: BaRS API, example of an HTTP response. */
function mirrored({ clock }: Services, { bundle, id, focus }: Incoming, { resource }: Received): JsonObject {
  const entries = (bundle['entry'] as { fullUrl: string; resource: JsonObject }[]).map(({ fullUrl, resource: sent }) => ({
    fullUrl,
    resource: sent === focus ? resource : sent['resourceType'] === 'MessageHeader' ? { ...sent, id: randomUUID(), response: { identifier: id, code: 'ok' } } : { id: randomUUID(), ...sent },
  }))
  return { resourceType: 'Bundle', id, type: 'message', timestamp: clock.timestamp(), entry: entries }
}

const EVENTS = Object.keys(NEEDS) as (keyof typeof NEEDS)[]
const definitionName = (event: string) => (event === 'booking-request' ? 'bars-message-booking-request' : 'bars-message-servicerequest-request-referral')

function capability({ config }: Services): JsonObject {
  const held = (type: string) => ({ type, interaction: [{ code: 'read' }, { code: 'search-type' }], searchParam: [{ name: 'patient:identifier', type: 'token' }] })
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    version: '1.4.0',
    date: '2026-11-01',
    kind: 'instance',
    name: config.practice.name,
    software: { name: 'Reference GP system', version: '1' },
    implementation: { description: config.practice.name },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        resource: [{ type: 'MessageDefinition', interaction: [{ code: 'search-type' }] }, { type: 'Slot', interaction: [{ code: 'search-type' }] }, held('Appointment'), held('ServiceRequest')],
        operation: [{ name: '$process-message', definition: 'http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message' }],
      },
    ],
    messaging: [{ supportedMessage: EVENTS.map((event) => ({ mode: 'receiver', definition: `MessageDefinition/${definitionName(event)}` })) }],
  }
}

/** The messages of which is told what has to be in them: all that are taken. */
export const needsTold = behaviour('bars.needsTold', (): readonly (keyof typeof NEEDS)[] => EVENTS)

function definitions(services: Services, contexts: readonly string[]): JsonObject[] {
  const { serviceId } = settingsOf(services)
  const [service = ''] = contexts.map((each) => each.split('|').at(-1) ?? '')
  if (service === '') throw new BarsError('required-missing', 'context is needed.')
  if (service !== serviceId) throw new BarsError('bad-value', 'context is not this service.')
  return needsTold().map((event) => ({
    resourceType: 'MessageDefinition',
    id: `${serviceId}-${event}`,
    url: `https://fhir.nhs.uk/MessageDefinition/${definitionName(event)}`,
    name: definitionName(event),
    status: 'active',
    date: '2026-11-01',
    eventCoding: { system: 'https://fhir.nhs.uk/CodeSystem/message-events-bars', code: event },
    useContext: [{ code: [{ system: 'https://fhir.nhs.uk/CodeSystem/dos-id', code: serviceId }, ...USES.map((code) => ({ system: USE_CASES, code }))] }],
    focus: NEEDS[event].map((code) => ({ code, min: 1, max: '*' })),
  }))
}

const INSTANT = /^(ge|gt|le|lt)(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\+00:00|Z))$/
const LONGEST_MS = 31 * 86_400_000

/** Whether a search covers more than a month. */
export const isTooWide = behaviour('bars.isTooWide', ({ from, to }: { from: number; to: number }): boolean => to - from > LONGEST_MS)

/** The slots that other services are shown: free, to come, and set aside for booking from outside. */
export const slotsOffered = behaviour('bars.slotsOffered', (services: Services, within: { from: number; to: number }): Slot[] => findFreeSlots(services, { ...within, forPatients: true }))

function slots(work: Work, context: RequestContext): JsonObject {
  const { services } = work
  if (context.req.query('status') !== 'free') throw new BarsError('bad-value', 'status is free.')
  let [from, to] = [services.clock.now(), Infinity]
  for (const each of context.req.queries('start') ?? []) {
    const [, comparator = '', at = ''] = INSTANT.exec(each.replace(' ', '+')) ?? []
    if (comparator === '') throw new BarsError('bad-value', 'start is a comparator with an instant in UTC.')
    if (comparator.startsWith('g')) from = Math.max(from, Date.parse(at))
    else to = Math.min(to, Date.parse(at) + (comparator === 'le' ? 1 : 0))
  }
  if (to === Infinity) throw new BarsError('required-missing', 'start is needed twice, from and to.')
  if (isTooWide({ from, to })) throw new BarsError('too-wide', 'A search covers a month at most.')
  const found = slotsOffered(services, { from, to })
  audited(work, { event: 'slots-viewed', action: 'R', detail: { found: found.length } })
  const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}+00:00`
  const { serviceId } = settingsOf(services)
  const schedules = [...new Map(found.map(({ session }) => [session.id, session])).values()]
  return searchset(
    found.map(({ id, session, startsAt, endsAt }) => ({ resourceType: 'Slot', id, schedule: { reference: `urn:uuid:schedule-${session.id}` }, status: 'free', start: instant(startsAt), end: instant(endsAt) })),
    [
      ...schedules.map(({ id }): JsonObject => ({ resourceType: 'Schedule', id: `schedule-${id}`, actor: [{ reference: `urn:uuid:${serviceId}` }] })),
      ...(found.length > 0 ? [{ resourceType: 'HealthcareService', id: serviceId, identifier: [{ system: 'https://fhir.nhs.uk/Id/dos-service-id', value: serviceId }], name: services.config.practice.name }] : []),
    ],
  )
}

/** Whether a refused call is written down. */
export const isWorthNoting = behaviour('bars.isWorthNoting', (_error: BarsError): boolean => true)

const refuse: ErrorHandler<RequestEnv> = (error, context) => {
  const refusal =
    error instanceof BarsError ? error : error instanceof Refusal ? new BarsError('unprocessable', 'This could not be done here.', { cause: error }) : new BarsError('fault', 'Unhandled exception.', { cause: error })
  if (refusal.status >= 500 && refusal.code === 'fault') console.error(`${context.get('interaction')} ${context.req.method} ${context.req.routePath}:`, error)
  if (isWorthNoting(refusal)) {
    context.get('services').audit.record({
      event: 'sender-refused',
      action: context.req.method === 'GET' ? 'R' : 'C',
      outcome: refusal.status >= 500 ? 'failed' : 'refused',
      agent: { system: 'BaRS proxy', device: deviceOf(context) },
      subject: `${context.req.method} ${context.req.routePath}`,
      detail: { code: refusal.code, status: refusal.status, diagnostics: refusal.message },
      interaction: context.get('interaction'),
    })
  }
  return answer(context, barsOutcome(refusal), refusal.status)
}
