import type { RequestContext, Routes } from '../../area.ts'
import type { Appointment } from '../../appointments/appointment.ts'
import { appointmentsStore } from '../../appointments/appointments-store.ts'
import { audited } from '../../audit/audited.ts'
import { behaviour } from '../../behaviour.ts'
import { usualName } from '../../demographics/details.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import type { Resource } from '../../fhir/resource.ts'
import { isObject, parseJson, type JsonObject } from '../../national/json.ts'
import { formatName } from '../../pages/format.ts'
import { findEmployee } from '../../resources/staff.ts'
import { sitesOf } from '../../resources/sites.ts'
import type { Work } from '../../work.ts'
import { answer } from '../answering.ts'
import { asCitizen, callerOf, ownNhsNumber, type Caller } from '../caller.ts'
import { accessOf, isOffered } from '../online-access.ts'
import { onlinePatient } from '../online-patient.ts'
import { PublishedError } from '../published-error.ts'
import { answeredBefore, keepAnswer } from '../same-request.ts'
import { period } from '../search-dates.ts'
import { bookForPatient } from './book.ts'
import { cancelForPatient } from './cancel.ts'
import { slotsFor } from './find-slots.ts'
import { cancellationReasonIn, stu3Appointment, stu3Location, stu3Organization, stu3Practitioner, stu3Schedule, stu3Slot } from './stu3.ts'

/** A patient's app at the appointment book. */
interface AtTheBook {
  work: Work
  caller: Caller
  patient: RegisteredPatient
}

/** Lets a patient's app in: who calls, whether they are a patient here, whether the practice and they agreed on booking online. */
async function atTheBook(context: RequestContext, named?: (caller: Caller) => void): Promise<AtTheBook> {
  const services = context.get('services')
  const caller = await callerOf(context)
  named?.(caller)
  const patient = onlinePatient(services, caller.nhsNumber)
  if (!isOffered(services, 'appointments')) throw new PublishedError('NO_ORGANISATION_CONSENT')
  if (!accessOf(services, patient.id).appointments)
    throw new PublishedError('ACCESS_DENIED', { diagnostics: 'Online appointments were not arranged for this patient.' })
  return { caller, patient, work: asCitizen(context, caller, formatName(patient.national.name?.[usualName(patient.national)] ?? {})) }
}

/** Whether an appointment is the patient's own. Another's is not there, as far as they are told. */
export const isOwnAppointment = behaviour(
  'patient-facing.isOwnAppointment',
  (patient: RegisteredPatient, { patientId }: Appointment): boolean => patientId === patient.id,
)

/** A patient's own appointments that start within a stretch of time, in the order of time. */
export const appointmentsShown = behaviour(
  'patient-facing.appointmentsShown',
  ({ services }: Work, patient: RegisteredPatient, { from, to }: { from: number; to: number }): Appointment[] =>
    appointmentsStore(services)
      .ofPatient(patient.id)
      .filter(({ startsAt }) => startsAt >= from && startsAt < to)
      .toReversed(),
)

function ownAppointment({ work, patient }: AtTheBook, id: string): Appointment {
  const appointment = appointmentsStore(work.services).get(id)
  if (!isOwnAppointment(patient, appointment)) throw new PublishedError('NO_RECORD_FOUND')
  return appointment
}

/** Searching for slots, booking, looking at and cancelling one's own appointments. */
export function appointmentRoutes(api: Routes): void {
  api.get('/Slot', async (context) => {
    const { work, patient } = await atTheBook(context)
    const { status, _include: include } = context.req.query()
    if (status !== 'free') throw new PublishedError('INVALID_PARAMETER', { diagnostics: 'status=free is needed.' })
    if (include !== 'Slot:schedule') throw new PublishedError('INVALID_PARAMETER', { diagnostics: '_include=Slot:schedule is needed.' })
    const slots = slotsFor(
      work,
      patient.id,
      period(context.req.queries('start') ?? [], context.req.queries('end') ?? [], 'INVALID_PARAMETER'),
    )
    return answer(context, bundle([...slots.map(stu3Slot), ...includes(work, slots, context.req.queries('_include:recurse') ?? [])]))
  })

  api.post('/Appointment', async (context) => {
    const body = parseJson(await context.req.text())
    const at = await atTheBook(context, (caller) => ownNhsNumber(caller, patientIn(body)))
    const { work, patient, caller } = at
    const before = answeredBefore(work, caller)
    if (before) return answer(context, before.resource, { status: 201, location: before.location })
    const booked = await bookForPatient(work, patient, bookingIn(body))
    const kept = { location: `Appointment/${booked.id}`, resource: shown(at, booked) }
    keepAnswer(work, caller, kept)
    return answer(context, kept.resource, { status: 201, location: kept.location })
  })

  api.get('/Patient/:id/Appointment', async (context) => {
    const at = await atTheBook(context, (caller) => ownNhsNumber(caller, context.req.param('id')))
    const { work, patient } = at
    const starts = context.req.queries('start') ?? []
    const within = period(starts, starts, 'BAD_REQUEST')
    const { status, 'past-appt-limit': limit } = context.req.query()
    if (limit !== undefined && !/^\d{1,4}$/.test(limit))
      throw new PublishedError('UNSUPPORTED_VALUE', { diagnostics: 'past-appt-limit is a number.' })
    const found = appointmentsShown(work, patient, within).filter((each) => status === undefined || each.status === status)
    audited(work, { event: 'appointments-viewed', action: 'R', patientId: patient.id, detail: { found: found.length } })
    return answer(context, bundle(limited(found, limit, work.services.clock.now()).map((each) => shown(at, each))))
  })

  api.get('/Appointment/:id', async (context) => {
    const at = await atTheBook(context)
    const appointment = ownAppointment(at, context.req.param('id'))
    audited(at.work, { event: 'appointment-viewed', action: 'R', patientId: at.patient.id, subject: `Appointment/${appointment.id}` })
    return answer(context, shown(at, appointment))
  })

  api.put('/Appointment/:id', async (context) => {
    const at = await atTheBook(context)
    const body = parseJson(await context.req.text())
    if (!isObject(body) || body['resourceType'] !== 'Appointment') throw new PublishedError('BAD_REQUEST')
    const appointment = ownAppointment(at, context.req.param('id'))
    const cancelled = cancelForPatient(at.work, appointment, {
      status: text(body['status']),
      reason: cancellationReasonIn(body['extension']),
      start: text(body['start']),
      end: text(body['end']),
      slots: objects(body['slot']).map(({ reference }) => text(reference)),
    })
    return answer(context, shown(at, cancelled))
  })
}

const shown = ({ work, caller }: AtTheBook, appointment: Appointment) =>
  stu3Appointment(appointment, { nhsNumber: caller.nhsNumber, practice: work.services.config.practice })

const bundle = (resources: readonly Resource[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
})

/** What goes along with slots: always their sessions; who and where if asked for. */
export function includes({ services }: Work, slots: Parameters<typeof stu3Slot>[0][], asked: readonly string[]): Resource[] {
  const { practice } = services.config
  const sessions = [...new Map(slots.map(({ session }) => [session.id, session])).values()]
  const staff = new Set(sessions.map(({ practitionerId }) => practitionerId))
  const sites = new Set(sessions.map(({ siteId }) => siteId))
  return [
    ...sessions.map(stu3Schedule),
    ...(asked.includes('Schedule:actor:Practitioner')
      ? [...staff].flatMap((id) => findEmployee(services, id) ?? []).map(stu3Practitioner)
      : []),
    ...(asked.includes('Schedule:actor:Location')
      ? sitesOf(services)
          .filter(({ id }) => sites.has(id))
          .map((site) => stu3Location(site, practice))
      : []),
    ...(asked.includes('Location:managingOrganization') && slots.length > 0 ? [stu3Organization(practice)] : []),
  ]
}

/** The newest so many of what is past, and all that is to come. */
function limited(found: readonly Appointment[], limit: string | undefined, now: number): readonly Appointment[] {
  if (limit === undefined) return found
  const past = found.filter(({ startsAt }) => startsAt < now)
  return [...past.slice(Math.max(0, past.length - Number(limit))), ...found.filter(({ startsAt }) => startsAt >= now)]
}

/** NHS number of the patient who takes part. */
function patientIn(body: unknown): string {
  if (!isObject(body) || body['resourceType'] !== 'Appointment') throw new PublishedError('BAD_REQUEST')
  const actors = objects(body['participant']).map(({ actor }) => (isObject(actor) ? text(actor['reference']) : ''))
  const patient = actors.find((reference) => reference.startsWith('Patient/'))
  if (patient === undefined) throw new PublishedError('BAD_REQUEST', { diagnostics: 'No patient takes part.' })
  return patient.slice('Patient/'.length)
}

function bookingIn(body: unknown) {
  const { slot, status, description, comment, start, end } = body as JsonObject
  const slots = objects(slot)
  if (status !== 'booked' && status !== 'proposed')
    throw new PublishedError('UNSUPPORTED_VALUE', { diagnostics: 'The status of a booking is booked.' })
  if (slots.length !== 1) throw new PublishedError('BAD_REQUEST', { diagnostics: 'One slot is booked at a time.' })
  return {
    slotId: text(slots[0]?.['reference']).replace('Slot/', ''),
    description: text(description),
    comment: text(comment),
    start: text(start),
    end: text(end),
  }
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
