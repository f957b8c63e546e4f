import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { Appointment, AppointmentDetails, AppointmentStatus, Cancellation } from './appointment.ts'
import { appointmentsStore } from './appointments-store.ts'
import { changing, freeSlot, type Seen } from './change-appointment.ts'
import { CANCELLATION_REASONS } from './national-lists.ts'
import { dayOf, wallTime } from './practice-time.ts'

/** What each state can become. What is over stays as it was, but for a patient who comes after all. */
const NEXT: Readonly<Record<AppointmentStatus, readonly AppointmentStatus[]>> = {
  booked: ['arrived', 'fulfilled', 'noshow', 'cancelled'],
  arrived: ['fulfilled', 'booked'],
  noshow: ['arrived'],
  fulfilled: [],
  cancelled: [],
}

const WORDS: Readonly<Record<AppointmentStatus, string>> = {
  booked: 'booked',
  arrived: 'marked as arrived',
  fulfilled: 'marked as seen',
  noshow: 'marked as not attended',
  cancelled: 'cancelled',
}

/** Why an appointment cannot become what is wanted, now; undefined if it can. */
export const whyNotBecome = behaviour('appointments.whyNotBecome', ({ status, startsAt }: Appointment, wanted: AppointmentStatus, now: number): Refusal | undefined => {
  const rule = (reason: string, text: string) => new Refusal('rule', [{ reason, text }])
  if (status === wanted) return new Refusal('already-done', `This appointment is ${WORDS[wanted]} already.`)
  if (!NEXT[status].includes(wanted)) return rule('wrong-order', `This appointment is ${WORDS[status]}. It cannot be ${WORDS[wanted]} any more.`)
  if (wanted === 'cancelled' && startsAt <= now) return rule('appointment-in-past', 'The time of this appointment has passed. It cannot be cancelled: say whether the patient attended.')
  if (wanted === 'noshow' && startsAt > now) return rule('too-early', 'The time of this appointment has not come yet. It is too early to say that the patient did not attend.')
  const today = dayOf(wallTime(now).date)
  if ((wanted === 'arrived' || wanted === 'fulfilled') && today && startsAt >= today.to) return rule('too-early', 'This appointment is not today.')
  return undefined
})

/** When each thing happened, as an appointment keeps it. What was kept before stays, but for an arrival that was none. */
export const timed = behaviour('appointments.timed', ({ arrivedAt, ...details }: AppointmentDetails, status: AppointmentStatus, at: string): AppointmentDetails => ({
  ...details,
  ...(status === 'arrived' ? { arrivedAt: at } : status !== 'booked' && arrivedAt !== undefined && { arrivedAt }),
  ...(status === 'fulfilled' && { seenAt: at }),
  ...(status === 'noshow' && { notAttendedAt: at }),
  ...(status === 'cancelled' && { cancelledAt: at }),
}))

/** Says what has become of an appointment: the patient arrived, was seen, did not attend. */
export function setStatus(work: Work, seen: Seen, status: Exclude<AppointmentStatus, 'cancelled'>): Appointment {
  return changing(work, seen, (appointment) => become(work, appointment, status))
}

/** The reason that is kept with a cancelled appointment; without one it is not cancelled. */
export const statedCancellation = behaviour('appointments.statedCancellation', ({ code, text }: Cancellation): Cancellation | undefined =>
  code in CANCELLATION_REASONS && (code !== 'other' || text) ? { code, ...(text && { text }) } : undefined,
)

/** Cancels an appointment. It stays on the patient's record, with the reason; its slot is free again. */
export function cancelAppointment(work: Work, seen: Seen, stated: Cancellation): Appointment {
  const cancellation = statedCancellation(stated)
  if (!cancellation) throw new Refusal('invalid', [{ field: 'cancellation', text: 'Say why the appointment is cancelled; for “Other reason”, in words. It was not cancelled.' }])
  return changing(work, seen, (appointment) => {
    const cancelled = become(work, { ...appointment, details: { ...appointment.details, cancellation } }, 'cancelled')
    freeSlot(work, appointment.slotId, 'cancelled')
    return cancelled
  })
}

/** Names under which the audit trail and the appointment's story know each state. */
const EVENT: Readonly<Record<AppointmentStatus, string>> = { booked: 'expected-again', arrived: 'arrived', fulfilled: 'seen', noshow: 'not-attended', cancelled: 'cancelled' }

function become(work: Work, appointment: Appointment, status: AppointmentStatus): Appointment {
  const { services } = work
  const refusal = whyNotBecome(appointment, status, services.clock.now())
  if (refusal) throw refusal
  const changed = appointmentsStore(services).change(work, { ...appointment, status, details: timed(appointment.details, status, services.clock.timestamp()) }, EVENT[status])
  const { cancellation } = changed.details
  audited(work, { event: `appointment-${EVENT[status]}`, action: 'U', patientId: changed.patientId, subject: `Appointment/${changed.id}`, ...(status === 'cancelled' && cancellation && { detail: { reason: cancellation.code } }) })
  return changed
}
