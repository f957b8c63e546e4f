import { randomUUID } from 'node:crypto'
import type { Appointment } from '../appointments/appointment.ts'
import { appointmentsStore } from '../appointments/appointments-store.ts'
import { checkTime, secureSlot } from '../appointments/book-appointment.ts'
import { freeSlot } from '../appointments/change-appointment.ts'
import type { Slot } from '../appointments/clinic-session.ts'
import { sessionsStore } from '../appointments/sessions-store.ts'
import { timed } from '../appointments/set-status.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { isRestricted } from '../national/pds-patient.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'
import { BarsError } from './bars-error.ts'
import type { Incoming } from './incoming.ts'
import { receivedStore, type Received } from './received.ts'
import { ownService } from './settings.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** Whether the message itself says that it is for this service. */
export const isAddressedToUs = behaviour('bars.isAddressedToUs', ({ destination }: Incoming, own: string): boolean => destination === own)

/** Whether a message was processed before. */
export const cameBefore = behaviour('bars.cameBefore', (services: Services, { id }: Incoming): boolean => receivedStore(services).knows(id))

/** Whether somebody can be referred to this practice: a patient of it, alive. */
export const isTakenOn = behaviour('bars.isTakenOn', ({ status, national }: RegisteredPatient): boolean => status === 'active' && national.deceasedDateTime === undefined)

/** The patient of a message: known by NHS number, by nothing else. */
export const patientFor = behaviour('bars.patientFor', (services: Services, { nhsNumber }: Incoming): RegisteredPatient | undefined => patientsOf(services).byNhsNumber(nhsNumber))

/**
 * Takes in a message: into the practice's work, once. What it has become is told with the id that it has here.
 *
 * @throws BarsError
 */
export async function receive(work: Work, incoming: Incoming): Promise<Received> {
  const { services } = work
  if (!isAddressedToUs(incoming, ownService(services))) throw new BarsError('bad-request', 'MessageHeader.destination is not this service.')
  if (incoming.source === '') throw new BarsError('required-missing', 'MessageHeader.source does not say to whom a response would go.')
  if (cameBefore(services, incoming)) throw new BarsError('duplicate', 'This message was processed before.')
  const patient = patientFor(services, incoming)
  if (!patient || !isTakenOn(patient)) throw new BarsError('unprocessable', 'The patient is not registered with this practice.')
  if (incoming.reason === 'new' && incoming.event === 'booking-request') return book(work, incoming, patient)
  return services.database.transaction(() => kept(services, incoming, incoming.reason === 'update' ? cancel(work, incoming, patient) : refer(work, incoming, patient)))
}

/** Keeps what a message has become, and that it was processed: both, or neither. */
function kept(services: Services, { id }: Incoming, received: Received): Received {
  const store = receivedStore(services)
  store.keep(received)
  store.remember(id)
  return received
}

const stamped = (services: Services, resource: JsonObject, id: string, version: number): JsonObject => ({
  ...resource,
  id,
  meta: { ...(isObject(resource['meta']) ? resource['meta'] : {}), versionId: String(version), lastUpdated: services.clock.timestamp() },
})

/** The words of a referral, as the practice sees them. */
export const wordsOf = behaviour('bars.wordsOf', (request: JsonObject): string => objects(request['reasonCode']).map((reason) => text(reason['text'])).filter(Boolean).join('. '))

/** What somebody at the practice has to do about a referral. */
export const askPractice = behaviour('bars.askPractice', ({ services, session }: Work, { id, patientId }: Pick<Received, 'id' | 'patientId'>, words: string): void => {
  services.tasks.raise({ code: 'referral-received', text: `${session.user.name} has referred this patient to you${words === '' ? '' : `: ${words}`}. Contact the patient.`, patientId, focus: `ServiceRequest/${id}` })
})

function refer(work: Work, { focus, source }: Incoming, patient: RegisteredPatient): Received {
  const { services } = work
  if (focus['status'] !== 'active') throw new BarsError('unknown-workflow', 'A new referral is active.')
  const id = randomUUID()
  askPractice(work, { id, patientId: patient.id }, wordsOf(focus))
  audited(work, { event: 'referral-received', action: 'C', patientId: patient.id, subject: `ServiceRequest/${id}` })
  return { id, kind: 'ServiceRequest', patientId: patient.id, version: 1, sender: source, resource: stamped(services, focus, id, 1) }
}

/** Whether other services may book a slot: one that they are shown. */
export const mayBook = behaviour('bars.mayBook', ({ patientBookable }: Slot): boolean => patientBookable)

/** Whether the time that a booking names is that of its slot. */
export const isTimeOfSlot = behaviour('bars.isTimeOfSlot', ({ startsAt, endsAt }: Slot, start: string, end: string): boolean => Date.parse(start) === startsAt && Date.parse(end) === endsAt)

function slotIn(work: Work, focus: JsonObject, resources: ReadonlyMap<string, JsonObject>): Slot {
  const reference = text(objects(focus['slot'])[0]?.['reference'])
  const id = text(resources.get(reference)?.['id']) || reference.replace(/^Slot\//, '')
  try {
    return sessionsStore(work.services).slot(id)
  } catch (cause) {
    if (cause instanceof Refusal) throw new BarsError('not-found', 'The slot is none of this service.', { cause })
    throw cause
  }
}

async function book(work: Work, incoming: Incoming, patient: RegisteredPatient): Promise<Received> {
  const { services } = work
  const { focus, source, resources } = incoming
  if (focus['status'] !== 'booked') throw new BarsError('unknown-workflow', 'A new booking is booked.')
  const slot = slotIn(work, focus, resources)
  if (!mayBook(slot)) throw new BarsError('not-found', 'The slot is none that can be booked from outside.')
  if (!isTimeOfSlot(slot, text(focus['start']), text(focus['end']))) throw new BarsError('unprocessable', 'start and end are not those of the slot.')
  const id = randomUUID()
  const received = (appointmentId: string): Received => ({ id, kind: 'Appointment', patientId: patient.id, version: 1, sender: source, appointmentId, resource: stamped(services, focus, id, 1) })
  const appointment = await secureSlot(work, slot, () => {
    checkTime(work, slot, patient)
    const booked = addAppointment(work, slot, patient, text(focus['description']))
    kept(services, incoming, received(booked.id))
    return booked
  }).catch(conflicting)
  return received(appointment.id)
}

/** A slot that somebody else has, a patient who is elsewhere at that time, a time that has passed: in the words of BaRS. */
export const conflicting = behaviour('bars.conflicting', (failure: unknown): never => {
  if (failure instanceof Refusal) throw new BarsError('conflict', 'The slot is not available any more.', { cause: failure })
  throw failure
})

function addAppointment(work: Work, { id: slotId, session, startsAt, endsAt, category }: Slot, patient: RegisteredPatient, description: string): Appointment {
  const { services } = work
  const { id, name } = work.session.user
  const appointment = appointmentsStore(services).add(work, {
    patientId: patient.id,
    slotId,
    status: 'booked',
    practitionerId: session.practitionerId,
    startsAt,
    endsAt,
    details: {
      practitioner: session.practitioner,
      siteId: session.siteId,
      site: session.site,
      category,
      mode: session.modes[0] ?? '',
      reason: description || `Booked by ${name}`,
      bookedThrough: 'online',
      bookedBy: { id, name },
      bookedAt: services.clock.timestamp(),
    },
  })
  audited(work, { event: 'appointment-booked', action: 'C', patientId: patient.id, subject: `Appointment/${appointment.id}`, detail: { slot: slotId, through: 'bars' } })
  return appointment
}

/** Whether what is cancelled is the patient's whom the message names. */
export const isOfThisPatient = behaviour('bars.isOfThisPatient', (received: Received, patient: RegisteredPatient): boolean => received.patientId === patient.id)

/** Whether whoever cancels is who sent it. */
export const isTheirs = behaviour('bars.isTheirs', (received: Received, source: string): boolean => received.sender === source)

/** Whether a change is based on how the thing is now. */
export const isAsRead = behaviour('bars.isAsRead', (received: Received, focus: JsonObject): boolean => isObject(focus['meta']) && focus['meta']['versionId'] === String(received.version))

const CANCELLED = { ServiceRequest: 'revoked', Appointment: 'cancelled' } as const

function cancel(work: Work, { focus, source, event }: Incoming, patient: RegisteredPatient): Received {
  const { services } = work
  const kind = event === 'booking-request' ? 'Appointment' : 'ServiceRequest'
  const before = receivedStore(services).find(text(focus['id']))
  if (!before || before.kind !== kind || !isOfThisPatient(before, patient)) throw new BarsError('not-found', `There is no such ${kind} of this patient.`)
  if (!isTheirs(before, source)) throw new BarsError('forbidden', 'Another service has sent this.')
  if (!isAsRead(before, focus)) throw new BarsError('conflict', 'This has changed since you read it.')
  if (focus['status'] !== CANCELLED[kind]) throw new BarsError('unknown-workflow', `A ${kind} is changed here by cancelling it.`)
  if (before.resource['status'] === CANCELLED[kind]) throw new BarsError('conflict', 'This is cancelled already.')
  withdraw(work, before)
  audited(work, { event: kind === 'Appointment' ? 'appointment-cancelled' : 'referral-withdrawn', action: 'U', patientId: patient.id, subject: `${kind}/${before.id}`, detail: { through: 'bars' } })
  const version = before.version + 1
  return { ...before, version, resource: stamped(services, { ...before.resource, status: CANCELLED[kind] }, before.id, version) }
}

/** What becomes of the practice's work when it is cancelled: the slot is free again, and nobody is asked any more. */
export const withdraw = behaviour('bars.withdraw', (work: Work, { id, patientId, appointmentId }: Received): void => {
  const { services } = work
  for (const task of services.tasks.list({ status: 'requested', code: 'referral-received', patientId })) if (task.focus === `ServiceRequest/${id}`) services.tasks.close(task.id, 'cancelled', work.session.user.name)
  if (appointmentId === undefined) return
  const appointment = appointmentsStore(services).get(appointmentId)
  if (appointment.status !== 'booked') throw new BarsError('conflict', 'The appointment cannot be cancelled any more.')
  services.database.transaction(() => {
    freeSlot(work, appointment.slotId, 'cancelled')
    const details = timed({ ...appointment.details, cancellation: { code: 'other', text: `Cancelled by ${work.session.user.name}` } }, 'cancelled', services.clock.timestamp())
    appointmentsStore(services).change(work, { ...appointment, status: 'cancelled', details }, 'cancelled')
  })
})

/** Whether it may be told outside that somebody is a patient here: not of those whose whereabouts are withheld. */
export const mayBeTold = behaviour('bars.mayBeTold', (patient: RegisteredPatient): boolean => isTakenOn(patient) && !isRestricted(patient.national))
