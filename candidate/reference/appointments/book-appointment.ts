import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { Appointment, AppointmentDetails } from './appointment.ts'
import { isLive } from './appointment.ts'
import { appointmentsStore } from './appointments-store.ts'
import type { Slot } from './clinic-session.ts'
import { BOOKING_METHODS, EXCEPTION_REASONS, MODES, type BookingMethod } from './national-lists.ts'
import { demandBooker } from './permissions.ts'
import { sessionsStore } from './sessions-store.ts'

/** What somebody at the desk asks for. Texts are empty where nothing was said. */
export interface BookingRequest {
  patientId: string
  slotId: string
  mode: string
  reason: string
  bookedThrough: string
  /** Why it is booked far ahead, where the user says so: numbers of the national list. */
  exceptionReasons?: readonly string[]
}

/** How patient and clinician meet: what was chosen, which has to be on the national list. Nothing is chosen for the user. */
export const chosenMode = behaviour('appointments.chosenMode', (asked: string, _slot: Slot): string | undefined => (MODES.includes(asked) ? asked : undefined))

/** What the patient comes for; undefined when it was not said. */
export const statedReason = behaviour('appointments.statedReason', (asked: string): string | undefined => (asked === '' ? undefined : asked))

/** Whether a slot's time has come: then it can be booked no more. */
export const isOver = behaviour('appointments.isOver', (slot: Pick<Slot, 'startsAt'>, now: number): boolean => slot.startsAt <= now)

/** Why a patient cannot be booked in: they have died, or left the practice. */
export const whyNotBook = behaviour('appointments.whyNotBook', ({ national, status }: RegisteredPatient): Refusal | undefined => {
  if (national.deceasedDateTime) return new Refusal('rule', [{ reason: 'deceased', text: 'This patient has died. No appointment was booked.' }])
  if (status === 'left') return new Refusal('rule', [{ reason: 'inactive', text: 'This patient has left the practice and is not registered here any more. No appointment was booked.' }])
  return undefined
})

/** Whether an appointment that a patient has stands in the way of another time: the two overlap. */
export const clashes = behaviour(
  'appointments.clashes',
  (existing: Pick<Appointment, 'startsAt' | 'endsAt'>, wanted: Pick<Slot, 'startsAt' | 'endsAt'>) => existing.startsAt < wanted.endsAt && wanted.startsAt < existing.endsAt,
)

/** Takes a slot, if it is free at that very moment; tells whether it could be had. Whoever comes second is told so. */
export const takeSlot = behaviour('appointments.takeSlot', (work: Work, slotId: string): boolean => sessionsStore(work.services).takeIfFree(slotId))

/** Takes the slot and books, as one step that nobody can come between: two people who ask at once never both get it. */
export const secureSlot = behaviour(
  'appointments.secureSlot',
  async (work: Work, { id }: Slot, book: () => Appointment): Promise<Appointment> =>
    work.services.database.transaction(() => {
      if (!takeSlot(work, id)) throw slotTaken()
      return book()
    }),
)

/** What an appointment says of itself when it is booked. */
export const bookedDetails = behaviour('appointments.bookedDetails', (details: AppointmentDetails): AppointmentDetails => details)

/** Books a patient into a slot. */
export async function bookAppointment(work: Work, request: BookingRequest): Promise<Appointment> {
  demandBooker(work)
  const { services } = work
  const slot = sessionsStore(services).slot(request.slotId)
  const wanted = checkRequest(slot, request)
  const patient = patientsOf(services).get(request.patientId)

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
      details: bookedDetails({ practitioner: session.practitioner, siteId: session.siteId, site: session.site, category, ...wanted, bookedBy: { id, name }, bookedAt: services.clock.timestamp() }),
    })
    audited(work, { event: 'appointment-booked', action: 'C', patientId: patient.id, subject: `Appointment/${appointment.id}`, detail: { slot: slot.id } })
    return appointment
  })
}

/** Whether patient and time go together, for a booking as for a move; `moving` is the appointment that makes room. */
export function checkTime(work: Work, slot: Slot, patient: RegisteredPatient, moving?: Appointment): void {
  const refusal = whyNotBook(patient)
  if (refusal) throw refusal
  if (isOver(slot, work.services.clock.now())) throw new Refusal('rule', [{ reason: 'slot-in-past', text: 'The time of this slot has passed. Choose a later one.' }])
  const clash = appointmentsStore(work.services)
    .ofPatient(patient.id)
    .find((existing) => existing.id !== moving?.id && isLive(existing) && clashes(existing, slot))
  if (clash) throw new Refusal('rule', [{ reason: 'patient-clash', text: `The patient has another appointment at that time, with ${clash.details.practitioner}. No appointment was booked.` }])
}

export const slotTaken = () => new Refusal('changed-meanwhile', [{ reason: 'slot-taken', text: 'This slot is free no longer: somebody else has taken it. Choose another.' }])

function checkRequest(slot: Slot, { mode: asked, reason: stated, bookedThrough, exceptionReasons = [] }: BookingRequest): Pick<AppointmentDetails, 'mode' | 'reason' | 'bookedThrough' | 'exceptionReasons'> {
  const issues: RefusalIssue[] = []
  const mode = chosenMode(asked, slot)
  if (mode === undefined) issues.push({ field: 'mode', text: asked === '' ? 'Choose how the patient is met.' : `“${asked}” is not on the national list of appointment modes. Choose one of the list.` })
  else if (!slot.session.modes.includes(mode)) issues.push({ field: 'mode', text: `This session does not offer ${mode}. Choose another way to meet, or another slot.` })
  const reason = statedReason(stated)
  if (reason === undefined) issues.push({ field: 'reason', text: 'Say what the patient comes for.' })
  if (!(bookedThrough in BOOKING_METHODS)) issues.push({ field: 'bookedThrough', text: 'Say how the appointment was asked for.' })
  if (!exceptionReasons.every((each) => each in EXCEPTION_REASONS)) issues.push({ field: 'exceptionReasons', text: 'Say why it is booked so far ahead: with a number of the national list.' })
  if (issues.length > 0 || mode === undefined || reason === undefined) throw new Refusal('invalid', issues)
  return { mode, reason, bookedThrough: bookedThrough as BookingMethod, ...(exceptionReasons.length > 0 && { exceptionReasons }) }
}
