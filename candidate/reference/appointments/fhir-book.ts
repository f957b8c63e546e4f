import { behaviour } from '../behaviour.ts'
import { concept, SYSTEM, type Resource } from '../fhir/resource.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import type { Appointment, AppointmentStatus, AppointmentVersion, Cancellation } from './appointment.ts'
import type { BookingRequest } from './book-appointment.ts'
import type { ClinicSession, Slot } from './clinic-session.ts'
import { CANCELLATION_REASONS, contextOf } from './national-lists.ts'
import { isoLocal } from './practice-time.ts'

const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition'
const ASSAY = 'https://assay.example'
/** The national lists have no published code system: their entries are known by their words. */
const CATEGORY = `${ASSAY}/CodeSystem/national-slot-category`
const CONTEXT = `${ASSAY}/CodeSystem/national-context-type`
const MODE = `${ASSAY}/CodeSystem/national-appointment-mode`
const MODE_EXTENSION = `${ASSAY}/StructureDefinition/appointment-mode`
const BOOKED_THROUGH = `${ASSAY}/StructureDefinition/booked-through`
const EXCEPTION_REASON = `${ASSAY}/StructureDefinition/appointment-exception-reason`
const PATIENT_BOOKABLE = `${ASSAY}/StructureDefinition/patient-bookable`
const TIME = `${ASSAY}/StructureDefinition/status-time`
const CHANGED_BY = `${ASSAY}/StructureDefinition/changed-by`
const CANCELLATION = 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason'

const profile = (name: string, version?: number) => ({ ...(version !== undefined && { versionId: String(version) }), profile: [`${UK_CORE}/UKCore-${name}`] })
const modeExtension = (mode: string) => ({ url: MODE_EXTENSION, valueCodeableConcept: concept(MODE, mode, mode) })
const categories = (category: string) => [concept(CATEGORY, category, category), concept(CONTEXT, contextOf(category), contextOf(category))]
const practitioner = (id: string, name: string) => ({ type: 'Practitioner', identifier: { system: SYSTEM.sdsUser, value: id }, display: name })
/** Whoever booked: staff, known by twelve digits, or the patient themselves, by an NHS number. */
const booker = ({ bookedBy: { id, name } }: Appointment['details']) =>
  /^\d{10}$/.test(id) ? { type: 'Patient', identifier: { system: SYSTEM.nhsNumber, value: id }, display: name } : practitioner(id, name)
const location = (id: string, name: string) => ({ reference: `Location/${id}`, display: name })

/** A session as a FHIR Schedule. */
export const fhirSchedule = ({ id, practitionerId, practitioner: name, siteId, site, startsAt, endsAt, category, modes }: ClinicSession): Resource => ({
  resourceType: 'Schedule',
  id,
  meta: profile('Schedule'),
  extension: modes.map(modeExtension),
  active: true,
  serviceCategory: categories(category),
  actor: [practitioner(practitionerId, name), location(siteId, site)],
  planningHorizon: { start: isoLocal(startsAt), end: isoLocal(endsAt) },
})

const SLOT_STATUS = { free: 'free', booked: 'busy', blocked: 'busy-unavailable' } as const

/** A slot; times as the practice's clock shows them. */
export const fhirSlot = ({ id, version, session, startsAt, endsAt, status, category, patientBookable, blockedBecause }: Slot): Resource => ({
  resourceType: 'Slot',
  id,
  meta: profile('Slot', version),
  extension: [...session.modes.map(modeExtension), { url: PATIENT_BOOKABLE, valueBoolean: patientBookable }],
  serviceCategory: categories(category),
  schedule: { reference: `Schedule/${session.id}`, display: `${session.practitioner}, ${session.site}` },
  status: SLOT_STATUS[status],
  start: isoLocal(startsAt),
  end: isoLocal(endsAt),
  ...(blockedBecause !== undefined && { comment: blockedBecause }),
})

/** The state of an appointment for other programs: FHIR has the same five. */
export const statusShown = behaviour('appointments.statusShown', (status: AppointmentStatus): AppointmentStatus => status)

/** An appointment; `patientName` where a list of several patients must tell who is who. */
export function fhirAppointment({ id, version, patientId, slotId, status, practitionerId, startsAt, endsAt, details }: Appointment, patientName?: string): Resource {
  const times = { arrived: details.arrivedAt, fulfilled: details.seenAt, noshow: details.notAttendedAt, cancelled: details.cancelledAt }
  const { cancellation } = details
  return {
    resourceType: 'Appointment',
    id,
    meta: profile('Appointment', version),
    extension: [
      modeExtension(details.mode),
      { url: BOOKED_THROUGH, valueCode: details.bookedThrough },
      ...(details.exceptionReasons ?? []).map((each) => ({ url: EXCEPTION_REASON, valueCode: each })),
      ...Object.entries(times).flatMap(([code, at]) => (at === undefined ? [] : [{ url: TIME, extension: [{ url: 'status', valueCode: code }, { url: 'at', valueDateTime: at }] }])),
    ],
    status: statusShown(status),
    ...(cancellation && {
      cancelationReason: { ...concept(CANCELLATION, cancellation.code, CANCELLATION_REASONS[cancellation.code]), ...(cancellation.text !== undefined && { text: cancellation.text }) },
    }),
    serviceCategory: categories(details.category),
    reasonCode: [{ text: details.reason }],
    start: isoLocal(startsAt),
    end: isoLocal(endsAt),
    slot: [{ reference: `Slot/${slotId}` }],
    created: details.bookedAt,
    participant: [
      { actor: { reference: `Patient/${patientId}`, ...(patientName !== undefined && { display: patientName }) }, status: 'accepted' },
      { actor: practitioner(practitionerId, details.practitioner), status: 'accepted' },
      { actor: location(details.siteId, details.site), status: 'accepted' },
      { type: [{ text: 'booked by' }], actor: booker(details), status: 'accepted' },
    ],
  }
}

/** The story of an appointment, newest first: each version with who made it, when, and what was done. */
export const fhirHistory = (versions: readonly AppointmentVersion[]): Resource => ({
  resourceType: 'Bundle',
  type: 'history',
  total: versions.length,
  entry: versions.map(({ at, event, user, appointment }) => {
    const resource = fhirAppointment(appointment)
    return {
      fullUrl: `Appointment/${appointment.id}`,
      resource: {
        ...resource,
        meta: { ...(resource['meta'] as object), lastUpdated: at },
        extension: [...(resource['extension'] as object[]), { url: CHANGED_BY, extension: [{ url: 'event', valueCode: event }, { url: 'user', valueReference: practitioner(user.id, user.name) }] }],
      },
      request: { method: appointment.version === 1 ? 'POST' : 'PUT', url: `Appointment/${appointment.id}` },
    }
  }),
})

/** Reads a booking that a caller wants. What is missing is empty: the operation says so to the user. */
export function bookingIn(body: JsonObject): BookingRequest {
  const extensions = objects(body['extension'])
  const mode = extensions.find(({ url }) => url === MODE_EXTENSION)?.['valueCodeableConcept']
  const references = objects(body['participant']).map(({ actor }) => (isObject(actor) ? text(actor['reference']) : ''))
  return {
    patientId: references.find((reference) => reference.startsWith('Patient/'))?.slice('Patient/'.length) ?? '',
    slotId: text(objects(body['slot'])[0]?.['reference']).replace('Slot/', ''),
    mode: isObject(mode) ? text(objects(mode['coding'])[0]?.['code']) : '',
    reason: text(objects(body['reasonCode'])[0]?.['text']),
    bookedThrough: text(extensions.find(({ url }) => url === BOOKED_THROUGH)?.['valueCode']),
    exceptionReasons: extensions.filter(({ url }) => url === EXCEPTION_REASON).map((each) => text(each['valueCode'])),
  }
}

/** Reads why a caller cancels. */
export function cancellationIn(body: JsonObject): Cancellation {
  const reason = isObject(body['cancelationReason']) ? body['cancelationReason'] : {}
  const said = text(reason['text'])
  return { code: text(objects(reason['coding'])[0]?.['code']), ...(said !== '' && { text: said }) }
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
