import { codeSystem } from '../codes/systems.ts'
import type { Ers } from '../ers-route.ts'
import type { DirectoryService } from '../model/directory-service.ts'
import type { Appointment, Referral } from '../model/referral.ts'
import type { Slot } from '../model/slot.ts'
import { newId, type ErsState } from '../state.ts'
import { sendForTriage, touch } from './new-referral.ts'

/** A booking moves a referral on by two versions: e-RS works on it before and after (published examples: 6 becomes 8). */
const VERSIONS_PER_BOOKING = 2

/** Free slots of a service that lie ahead, earliest first. */
export function freeSlots(state: ErsState, serviceId: string, now: number): Slot[] {
  return [...state.slots.values()]
    .filter((slot) => slot.serviceId === serviceId && slot.bookedFor === undefined && Date.parse(slot.start) > now)
    .sort((a, b) => a.start.localeCompare(b.start) || a.id.localeCompare(b.id))
}

/** A booking asked for. */
export interface BookingRequest {
  referral: Referral
  service: DirectoryService
  slotId: string | undefined
  start: string | undefined
  end: string | undefined
  clinician: string | undefined
  comment: string | undefined
}

/** Books a slot at the provider's PAS. A PAS that fails leaves the slot free and the referral as it was. */
export function book(ers: Ers, { referral, service, slotId, start, end, clinician, comment }: BookingRequest): Appointment {
  const { state } = ers
  if (service.bookable !== 'DIRECTLY_BOOKABLE' || !service.requestTypes.includes('APPOINTMENT_REQUEST')) ers.reject('INAPPROPRIATE_VALUE', `Service ${service.id} is not directly bookable.`, '/participant')
  if (slotId === undefined) return ers.reject('MISSING_VALUE', "'slot' is missing.", '/slot')
  const slot = state.slots.get(slotId)
  if (!slot) return ers.reject('REFERENCE_NOT_FOUND', `'slot' (Slot/${slotId}) could not be found.`, '/slot/0')
  if (slot.serviceId !== service.id) ers.reject('INAPPROPRIATE_SLOT', `Slot ${slotId} does not belong to service ${service.id}.`, '/slot/0')
  if (!slot.priorities.includes(referral.priority)) ers.reject('INAPPROPRIATE_SLOT', `Slot ${slotId} is not for priority ${referral.priority}.`, '/slot/0')
  if (start === undefined || end === undefined) ers.reject('MISSING_VALUE', `'${start === undefined ? 'start' : 'end'}' is missing.`, '/')
  if (Date.parse(start) !== Date.parse(slot.start) || Date.parse(end) !== Date.parse(slot.end)) ers.reject('INAPPROPRIATE_VALUE', `'start' and 'end' are not those of slot ${slotId}.`, '/start')
  if (slot.clinician !== undefined && clinician === undefined) ers.reject('MISSING_VALUE', `'participant' is missing the clinician of slot ${slotId}.`, '/participant')
  if (clinician !== undefined && clinician !== slot.clinician) ers.reject('INAPPROPRIATE_VALUE', `Clinician ${clinician} is not the clinician of slot ${slotId}.`, '/participant')
  if (slot.bookedFor !== undefined || Date.parse(slot.start) <= ers.now) ers.decline('SLOT_NOT_AVAILABLE', `Slot ${slotId} is no longer available.`)

  const pas = state.pas.get(service.id) ?? 'working'
  if (pas !== 'working') {
    referral.bookingFailed = true
    const failed = (status: string) => `PAS unable to create booking into slot '${slotId}' for UBRN: ${referral.ubrn}. PAS Request Status: ${status}`
    if (pas === 'error') ers.decline('PAS_RESPONDED_WITH_ERROR', failed('ERROR'), 502)
    ers.decline('PAS_NOT_RESPONDING', failed('TIMED_OUT'), 504)
  }
  slot.bookedFor = referral.ubrn
  const appointment: Appointment = {
    id: newId(state),
    ubrn: referral.ubrn,
    version: 0,
    status: 'booked',
    serviceId: service.id,
    start: slot.start,
    end: slot.end,
    slotId,
    ...(slot.clinician !== undefined && { clinician: slot.clinician }),
    ...(comment !== undefined && { comment }),
    created: ers.now,
  }
  referral.appointment = appointment
  referral.state = { code: 'BOOKED' }
  delete referral.bookingFailed
  touch(ers, referral, VERSIONS_PER_BOOKING)
  return appointment
}

/** Leaves the booking to the provider, or asks for triage. Each reason holds only under its own circumstances. */
export function defer(ers: Ers, { referral, service, slotId, comment }: BookingRequest, reason: string): Appointment {
  const { state } = ers
  if (reason === 'TRIAGE') {
    if (!service.requestTypes.includes('TRIAGE_REQUEST')) ers.reject('INAPPROPRIATE_VALUE', `Service ${service.id} does not support triage requests.`, '/participant')
    const appointment = sendForTriage(ers, referral, service.id)
    touch(ers, referral, VERSIONS_PER_BOOKING)
    return appointment
  }
  if (service.bookable !== 'DIRECTLY_BOOKABLE') ers.reject('INAPPROPRIATE_VALUE', `Booking cannot be deferred to service ${service.id}: it is not directly bookable.`, '/participant')
  if (reason === 'SLOT_NOT_AVAILABLE') {
    const slot = slotId === undefined ? ers.reject('MISSING_VALUE', "'slot' is missing.", '/slot') : state.slots.get(slotId)
    if (!slot) ers.reject('REFERENCE_NOT_FOUND', `'slot' (Slot/${slotId}) could not be found.`, '/slot/0')
    if (slot.bookedFor === undefined) ers.reject('THIS_SLOT_IS_AVAILABLE', `Slot ${slotId} is currently available.`, '/slot/0')
  } else if (reason === 'BOOKING_ATTEMPT_PROBLEM') {
    if (!referral.bookingFailed) ers.reject('INAPPROPRIATE_VALUE', "'reason' (BOOKING_ATTEMPT_PROBLEM) is inappropriate: no booking has failed.", '/reason')
  } else if (freeSlots(state, service.id, ers.now).some((slot) => slot.priorities.includes(referral.priority))) {
    ers.reject('SLOTS_CURRENTLY_AVAILABLE', `There are currently future slots available at service ${service.id}.`, '/reason')
  }
  const coding = { system: codeSystem('ReviewReason'), code: reason }
  const appointment: Appointment = {
    id: newId(state),
    ubrn: referral.ubrn,
    version: 1,
    status: 'proposed',
    serviceId: service.id,
    reason: coding,
    ...(comment !== undefined && { comment }),
    created: ers.now,
  }
  referral.appointment = appointment
  referral.state = { code: 'DEFERRED_TO_PROVIDER', reason: coding }
  delete referral.bookingFailed
  touch(ers, referral, VERSIONS_PER_BOOKING)
  return appointment
}

/** Gives the slot of an appointment back. */
export function releaseSlot(state: ErsState, appointment: Appointment): void {
  const slot = appointment.slotId === undefined ? undefined : state.slots.get(appointment.slotId)
  if (slot?.bookedFor === appointment.ubrn) delete slot.bookedFor
}

/** Cancels an appointment at the provider's PAS, or declines when the PAS fails. */
export function ensurePasCancels(ers: Ers, appointment: Appointment): void {
  if (appointment.slotId === undefined) return
  const failed = (status: string) => `PAS unable to cancel booking into slot '${appointment.slotId}' for UBRN: ${appointment.ubrn}. PAS Request Status: ${status}`
  const pas = ers.state.pas.get(appointment.serviceId)
  if (pas === 'error') ers.decline('PAS_RESPONDED_WITH_ERROR', failed('ERROR'), 502)
  if (pas === 'silent') ers.decline('PAS_NOT_RESPONDING', failed('TIMED_OUT'), 504)
}
