import { fhir } from '../../../kit/reply.ts'
import { REFERRERS } from '../admissions.ts'
import { careConnect, ID } from '../codes/systems.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import { PRIORITIES, type DirectoryService, type Priority } from '../model/directory-service.ts'
import type { Slot } from '../model/slot.ts'
import { instantOf } from '../resources/coding.ts'
import { freeSlots } from '../rules/booking.ts'

const PAGE_LIMIT = 100

/** Gives the free slots of a directly bookable service, page by page, with a Schedule for each clinician they belong to. */
export const retrieveSlots = ersRoute({
  operation: 'a015-retrieve-appointment-slots',
  method: 'GET',
  path: '/STU3/Slot',
  admission: REFERRERS,
  handle(ers) {
    if (!ers.call.header('nhsd-ers-comm-rule-org')) ers.reject('MISSING_HEADER', "'NHSD-eRS-Comm-Rule-Org' is missing.", 'nhsd-ers-comm-rule-org', 400)
    const service = readService(ers)
    const priority = parameter(ers, 'appointmentType')
    if (!(PRIORITIES as readonly string[]).includes(priority)) ers.reject('INVALID_CODE', `'appointmentType' (${priority}) is not a defined code.`, 'query:appointmentType', 400)
    const status = parameter(ers, 'status')
    if (status !== 'free') ers.reject('INVALID_CODE', `'status' (${status}) is not a defined code.`, 'query:status', 400)
    const count = numeric(ers, '_count', 'Page Size', PAGE_LIMIT)
    const page = numeric(ers, 'page', 'Page Number', Number.MAX_SAFE_INTEGER)
    const clinician = ers.call.query.get('schedule.actor:Practitioner') ?? undefined

    const slots = freeSlots(ers.state, service.id, ers.now).filter((slot) => slot.priorities.includes(priority as Priority) && (clinician === undefined || slot.clinician === clinician))
    const pages = Math.max(1, Math.ceil(slots.length / count))
    if (page > pages) ers.reject('INVALID_VALUE', `'Page Number' (${page}) is invalid.`, 'query:page', 400)
    return fhir(200, bundle(ers, service, slots, slots.slice((page - 1) * count, page * count), { count, page, pages, priority, clinician }))
  },
})

function readService(ers: Ers): DirectoryService {
  const id = parameter(ers, 'schedule.actor:HealthcareService')
  const service = ers.state.services.get(id)
  if (!service) return ers.reject('REFERENCE_NOT_FOUND', `'schedule.actor:HealthcareService' (${id}) could not be found.`, 'query:schedule.actor:HealthcareService', 400)
  if (service.withdrawn) ers.decline('SERVICE_UNAVAILABLE', `Service ${id} is no longer available.`, 400)
  if (service.bookable !== 'DIRECTLY_BOOKABLE') ers.reject('INVALID_STATE', `Service ${id} is not directly bookable.`, 'query:schedule.actor:HealthcareService', 400)
  return service
}

function parameter(ers: Ers, name: string): string {
  const value = ers.call.query.get(name)
  return value === null || value === '' ? ers.reject('MISSING_PARAMETER', `'${name}' is missing.`, `query:${name}`, 400) : value
}

function numeric(ers: Ers, name: string, called: string, largest: number): number {
  const value = parameter(ers, name)
  const number = Number(value)
  return /^\d+$/.test(value) && number >= 1 && number <= largest ? number : ers.reject('INVALID_VALUE', `'${called}' (${value}) is invalid.`, `query:${name}`, 400)
}

interface Search {
  count: number
  page: number
  pages: number
  priority: string
  clinician: string | undefined
}

function bundle({ call, base, now }: Ers, service: DirectoryService, all: Slot[], shown: Slot[], search: Search) {
  const { count, page, pages, priority, clinician } = search
  const address = (at: number) => {
    const query = new URLSearchParams({
      ...(clinician !== undefined && { 'schedule.actor:Practitioner': clinician }),
      'schedule.actor:HealthcareService': service.id,
      appointmentType: priority,
      _count: String(count),
      status: 'free',
      _include: 'Slot:schedule',
      page: String(at),
    })
    return `${base}/STU3/Slot?${query}`
  }
  const clinicians = [...new Set(shown.map((slot) => slot.clinician))]
  return {
    id: call.environment.random.uuid(),
    meta: { lastUpdated: instantOf(now), profile: ['http://hl7.org/fhir/STU3/StructureDefinition/Bundle'] },
    resourceType: 'Bundle',
    type: 'searchset',
    total: all.length,
    link: [
      { relation: 'self', url: address(page) },
      ...(page > 1 ? [{ relation: 'previous', url: address(page - 1) }] : []),
      ...(page < pages ? [{ relation: 'next', url: address(page + 1) }] : []),
    ],
    entry: [
      ...shown.map((slot) => ({ fullUrl: `${base}/STU3/Slot/${slot.id}`, resource: slotResource(slot), search: { mode: 'match' } })),
      ...clinicians.map((owner) => ({ fullUrl: `${base}/STU3/Schedule/${scheduleId(service.id, owner)}`, resource: schedule(service.id, owner), search: { mode: 'include' } })),
    ],
  }
}

const scheduleId = (serviceId: string, clinician: string | undefined) => (clinician === undefined ? serviceId : `${serviceId}-${clinician}`)

function slotResource(slot: Slot) {
  return {
    id: slot.id,
    meta: { profile: [careConnect('Slot')] },
    resourceType: 'Slot',
    identifier: [{ system: ID.alternativeSlot, value: `USRN-${slot.id}` }],
    schedule: { reference: `Schedule/${scheduleId(slot.serviceId, slot.clinician)}` },
    status: 'free',
    start: slot.start,
    end: slot.end,
  }
}

function schedule(serviceId: string, clinician: string | undefined) {
  const id = scheduleId(serviceId, clinician)
  return {
    id,
    meta: { profile: [careConnect('Schedule')] },
    resourceType: 'Schedule',
    identifier: [{ system: ID.schedule, value: id }],
    actor: [{ identifier: { system: ID.service, value: serviceId } }, ...(clinician === undefined ? [] : [{ identifier: { system: ID.user, value: clinician } }])],
  }
}
