import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { Appointment } from './appointment.ts'
import { appointmentsStore } from './appointments-store.ts'
import { checkTime, slotTaken, takeSlot } from './book-appointment.ts'
import { demandBooker } from './permissions.ts'
import { sessionsStore } from './sessions-store.ts'

/** An appointment as a user has it on screen. */
export interface Seen {
  id: string
  /** The version that was on screen. */
  version: number
}

/** Whether what the user saw is how the appointment is. Otherwise somebody else was quicker, and nothing is overwritten. */
export const isAsSeen = behaviour('appointments.isAsSeen', (current: number, seen: number): boolean => current === seen)

/** Does something to an appointment that is still as the user saw it; all or nothing. */
export function changing<T>(work: Work, { id, version }: Seen, change: (appointment: Appointment) => T): T {
  demandBooker(work)
  const { services } = work
  return services.database.transaction(() => {
    const appointment = appointmentsStore(services).get(id)
    if (!isAsSeen(appointment.version, version)) throw new Refusal('changed-meanwhile', 'Somebody changed this appointment after you opened it. Nothing was saved. Look at it again.')
    return change(appointment)
  })
}

/** What becomes of the slot that an appointment leaves: it is free for the next patient. */
export const freeSlot = behaviour('appointments.freeSlot', (work: Work, slotId: string, _because: 'moved' | 'cancelled'): void => sessionsStore(work.services).setStatus(slotId, 'free'))

/** Runs the steps of a move: all of them or none, so that an appointment is never between two slots. */
export const inOneStep = behaviour('appointments.inOneStep', (_work: Work, takeNew: () => void, freeOld: () => void): void => {
  takeNew()
  freeOld()
})

/** Moves an appointment to another slot. It stays the same appointment: who asked, what for, and its story go with it. */
export function moveAppointment(work: Work, seen: Seen, slotId: string): Appointment {
  const { services } = work
  return changing(work, seen, (appointment) => {
    if (appointment.status !== 'booked') throw new Refusal('rule', [{ reason: 'not-booked', text: 'Only an appointment to come can be moved.' }])
    if (appointment.startsAt <= services.clock.now()) throw new Refusal('rule', [{ reason: 'appointment-in-past', text: 'The time of this appointment has passed. Book another.' }])
    const slot = sessionsStore(services).slot(slotId)
    checkTime(work, slot, patientsOf(services).get(appointment.patientId), appointment)
    inOneStep(
      work,
      () => {
        if (!takeSlot(work, slot.id)) throw slotTaken()
      },
      () => freeSlot(work, appointment.slotId, 'moved'),
    )
    const { session, startsAt, endsAt, category } = slot
    // The way to meet goes along if the new session offers it.
    const mode = session.modes.includes(appointment.details.mode) ? appointment.details.mode : (session.modes[0] ?? appointment.details.mode)
    const details = { ...appointment.details, practitioner: session.practitioner, siteId: session.siteId, site: session.site, category, mode }
    const moved = appointmentsStore(services).change(work, { ...appointment, slotId: slot.id, practitionerId: session.practitionerId, startsAt, endsAt, details }, 'moved')
    audited(work, { event: 'appointment-moved', action: 'U', patientId: moved.patientId, subject: `Appointment/${moved.id}`, detail: { from: appointment.slotId, to: slot.id } })
    return moved
  })
}

