import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import { employeeNamed, nameOf, worksHere } from '../resources/staff.ts'
import type { Work } from '../work.ts'
import type { Appointment } from './appointment.ts'
import { appointmentsStore } from './appointments-store.ts'
import type { ClinicSession } from './clinic-session.ts'
import { wallTime } from './practice-time.ts'
import { demandPublisher, sessionsOverlap } from './publish-session.ts'
import { sessionsStore } from './sessions-store.ts'

/** Which appointments go to the new clinician with their session: all that are still to come. */
export const takenAlong = behaviour('appointments.takenAlong', (booked: readonly Appointment[]): readonly Appointment[] => booked)

/** Gives a session, with the patients booked into it, to another clinician: somebody is ill, a locum comes. */
export function handOverSession(work: Work, { id, practitionerId }: { id: string; practitionerId: string }): ClinicSession {
  demandPublisher(work)
  const { services } = work
  return services.database.transaction(() => {
    const store = sessionsStore(services)
    const session = store.session(id)
    const successor = employeeNamed(services, practitionerId)
    if (session.startsAt <= services.clock.now()) throw new Refusal('rule', [{ reason: 'session-in-past', text: 'This session has begun. It cannot be handed over any more.' }])
    if (!worksHere(successor, wallTime(session.startsAt).date)) throw new Refusal('rule', [{ field: 'practitioner', reason: 'has-left', text: 'This clinician has left the practice by then. Choose another.' }])
    const others = store.sessionsOf(practitionerId, { from: session.startsAt, to: session.endsAt }).filter((other) => other.id !== id)
    if (others.some((other) => sessionsOverlap(session, other))) throw new Refusal('rule', [{ reason: 'session-overlap', text: `${nameOf(successor)} has another session at that time. Nothing was changed.` }])

    store.giveTo(id, practitionerId)
    const appointments = appointmentsStore(services)
    const booked = store.slotsOf(id).flatMap((slot) => appointments.inSlot(slot.id) ?? [])
    for (const appointment of takenAlong(booked)) {
      const details = { ...appointment.details, practitioner: nameOf(successor) }
      const changed = appointments.change(work, { ...appointment, practitionerId, details }, 'handed-over')
      audited(work, { event: 'appointment-handed-over', action: 'U', patientId: changed.patientId, subject: `Appointment/${changed.id}`, detail: { from: appointment.practitionerId, to: practitionerId } })
    }
    audited(work, { event: 'session-handed-over', action: 'U', subject: `Schedule/${id}`, detail: { from: session.practitionerId, to: practitionerId } })
    return store.session(id)
  })
}
