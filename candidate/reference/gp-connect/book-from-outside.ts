import type { Appointment, AppointmentDetails } from '../appointments/appointment.ts'
import { appointmentsStore } from '../appointments/appointments-store.ts'
import { checkTime, secureSlot } from '../appointments/book-appointment.ts'
import type { Slot } from '../appointments/clinic-session.ts'
import { sessionsStore } from '../appointments/sessions-store.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { SentAppointment } from './appointment-sent.ts'
import { GpcError } from './gpc-error.ts'
import { patientAt } from './reachable.ts'

const invalid = (diagnostics: string) => new GpcError('INVALID_RESOURCE', diagnostics)

/** The slot that an appointment names. This system books one at a time. */
export const slotNamed = behaviour('gp-connect.slotNamed', (work: Work, slotIds: readonly string[]): Slot => {
  const [id, ...more] = slotIds
  if (id === undefined || more.length > 0) throw invalid('One slot is booked at a time.')
  try {
    return sessionsStore(work.services).slot(id)
  } catch (cause) {
    if (cause instanceof Refusal) throw invalid('slot does not refer to a slot of this system.')
    throw cause
  }
})

/** Whether other organisations may book a slot: one that their search would have shown. */
export const mayBook = behaviour('gp-connect.mayBook', ({ patientBookable }: Slot): boolean => patientBookable)

/** Whether the time that an appointment names is that of its slot. */
export const isTimeOfSlot = behaviour(
  'gp-connect.isTimeOfSlot',
  ({ startsAt, endsAt }: Slot, { start, end }: SentAppointment): boolean => Date.parse(start) === startsAt && Date.parse(end) === endsAt,
)

/** What is kept of what another organisation said. */
export const keptOf = behaviour('gp-connect.keptOf', (details: AppointmentDetails): AppointmentDetails => details)

/** Books a patient into a slot, for another organisation. */
export async function bookFromOutside(work: Work, sent: SentAppointment, created: string): Promise<Appointment> {
  const { services } = work
  const slot = slotNamed(work, sent.slotIds)
  if (sent.status !== 'booked') throw invalid('The status of a booking is booked.')
  if (sent.cancellation !== undefined) throw invalid('A booking gives no reason for cancelling.')
  if (!mayBook(slot)) throw invalid('slot cannot be booked from outside.')
  if (!isTimeOfSlot(slot, sent)) throw invalid('start and end are not those of the slot.')
  if (sent.locationId !== slot.session.siteId) throw invalid('The location is not that of the slot.')
  const patient = patientOf(work, sent)

  return secureSlot(work, slot, () => {
    checkTime(work, slot, patient)
    const { session, startsAt, endsAt, category } = slot
    const { description, comment, organisation } = sent
    const { id, name } = work.session.user
    const appointment = appointmentsStore(services).add(work, {
      patientId: patient.id,
      slotId: slot.id,
      status: 'booked',
      practitionerId: session.practitionerId,
      startsAt,
      endsAt,
      details: keptOf({
        practitioner: session.practitioner,
        siteId: session.siteId,
        site: session.site,
        category,
        mode: session.modes[0] ?? '',
        reason: [description, comment].filter(Boolean).join('. ') || `Booked by ${String(organisation['name'])}`,
        bookedThrough: 'online',
        bookedBy: { id, name },
        bookedAt: services.clock.timestamp(),
        elsewhere: { organisation, created, ...(description !== undefined && { description }), ...(comment !== undefined && { comment }) },
      }),
    })
    audited(work, { event: 'appointment-booked', action: 'C', patientId: patient.id, subject: `Appointment/${appointment.id}`, detail: { slot: slot.id, through: 'gp-connect' } })
    return appointment
  })
}

function patientOf({ services }: Work, { patientId }: SentAppointment) {
  try {
    return patientAt(services, patientId)
  } catch (cause) {
    if (cause instanceof GpcError) throw invalid('The patient does not refer to a patient of this system.')
    throw cause
  }
}
