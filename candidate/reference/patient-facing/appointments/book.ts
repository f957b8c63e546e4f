import { audited } from '../../audit/audited.ts'
import type { Appointment, AppointmentDetails } from '../../appointments/appointment.ts'
import { appointmentsStore } from '../../appointments/appointments-store.ts'
import { checkTime, isOver, secureSlot } from '../../appointments/book-appointment.ts'
import type { Slot } from '../../appointments/clinic-session.ts'
import { sessionsStore } from '../../appointments/sessions-store.ts'
import { behaviour } from '../../behaviour.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import type { Work } from '../../work.ts'
import { PublishedError } from '../published-error.ts'

/** What a patient asks for. */
export interface PatientBooking {
  slotId: string
  /** What it is about, in the patient's words. */
  description: string
  comment: string
  start: string
  end: string
}

/** The longest words GP Connect takes. Source: GP Connect, book an appointment, Appointment.description and .comment. */
const LONGEST = { description: 100, comment: 500 }

/** Whether a patient may book a slot: one that their search would have shown. */
export const mayBook = behaviour('patient-facing.mayBook', ({ patientBookable }: Slot): boolean => patientBookable)

/** What is kept of a patient's own words: all of them. What is too long is refused, never cut short. */
export const wordsToKeep = behaviour('patient-facing.wordsToKeep', ({ description, comment }: PatientBooking): string => {
  if (description.length > LONGEST.description || comment.length > LONGEST.comment)
    throw new PublishedError('INVALID_RESOURCE', {
      diagnostics: `At most ${LONGEST.description} characters of description and ${LONGEST.comment} of comment.`,
    })
  return [description, comment].filter(Boolean).join('. ') || 'Booked online'
})

/** What an appointment says of itself that a patient booked. */
export const detailsOfOnline = behaviour('patient-facing.detailsOfOnline', (details: AppointmentDetails): AppointmentDetails => details)

/** Books a patient into a slot, at their own request. */
export async function bookForPatient(work: Work, patient: RegisteredPatient, request: PatientBooking): Promise<Appointment> {
  const { services } = work
  const words = wordsToKeep(request)
  const slot = sessionsStore(services).slot(request.slotId)
  // A slot that is not meant for patients is none to them: they are not told that it exists.
  if (!mayBook(slot)) throw new PublishedError('NO_RECORD_FOUND')
  if (isOver(slot, services.clock.now())) throw new PublishedError('BAD_REQUEST', { diagnostics: 'The time of this slot has passed.' })
  if (Date.parse(request.start) !== slot.startsAt || Date.parse(request.end) !== slot.endsAt)
    throw new PublishedError('BAD_REQUEST', { diagnostics: 'Start and end are not those of the slot.' })

  return secureSlot(work, slot, () => {
    checkTime(work, slot, patient)
    const { session, startsAt, endsAt, category } = slot
    const { id, name } = work.session.user
    const appointment = appointmentsStore(services).add(work, {
      patientId: patient.id,
      slotId: slot.id,
      status: 'booked',
      practitionerId: session.practitionerId,
      startsAt,
      endsAt,
      details: detailsOfOnline({
        practitioner: session.practitioner,
        siteId: session.siteId,
        site: session.site,
        category,
        mode: session.modes[0] ?? '',
        reason: words,
        bookedThrough: 'online',
        bookedBy: { id, name },
        bookedAt: services.clock.timestamp(),
      }),
    })
    audited(work, {
      event: 'appointment-booked',
      action: 'C',
      patientId: patient.id,
      subject: `Appointment/${appointment.id}`,
      detail: { slot: slot.id, through: 'online' },
    })
    return appointment
  })
}
