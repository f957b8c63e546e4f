import { isDeepStrictEqual } from 'node:util'
import type { Appointment, AppointmentDetails } from '../appointments/appointment.ts'
import { appointmentsStore } from '../appointments/appointments-store.ts'
import { freeSlot } from '../appointments/change-appointment.ts'
import { timed } from '../appointments/set-status.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { JsonObject } from '../national/json.ts'
import type { Work } from '../work.ts'
import { gpcAppointment } from './appointment-shown.ts'
import type { SentAppointment } from './appointment-sent.ts'
import { GpcError } from './gpc-error.ts'

const invalid = (diagnostics: string) => new GpcError('INVALID_RESOURCE', diagnostics)

/** Whether what the consumer saw is how the appointment is. */
export const isAsSeen = behaviour('gp-connect.isAsSeen', ({ version }: Appointment, ifMatch: string | undefined): boolean => ifMatch === `W/"${version}"`)

/** Why an appointment can be changed no more: it is cancelled, over, or its time has come. */
export const whyUnchangeable = behaviour('gp-connect.whyUnchangeable', ({ status, startsAt }: Appointment, now: number): string | undefined => {
  if (status !== 'booked') return 'The appointment is not booked any more.'
  return startsAt <= now ? 'The time of the appointment has passed.' : undefined
})

/** What consumers may leave out, or say in their own way, without changing anything. */
const FREE = ['resourceType', 'id', 'meta', 'text', 'language', 'extension', 'identifier', 'minutesDuration', 'serviceCategory', 'serviceType']

const comparable = (name: string, value: unknown): unknown =>
  name === 'start' || name === 'end' || name === 'created' ? Date.parse(String(value)) : name === 'participant' && Array.isArray(value) ? value.map((each) => JSON.stringify(each)).sort() : value

/** The fields of an appointment that a consumer has changed, of those that matter. */
export const changedFields = behaviour('gp-connect.changedFields', (current: JsonObject, sent: JsonObject): string[] =>
  [...new Set([...Object.keys(current), ...Object.keys(sent)])]
    .filter((name) => !FREE.includes(name))
    .filter((name) => !isDeepStrictEqual(comparable(name, current[name]), comparable(name, sent[name]))),
)

/** Refuses a change of something that is not the consumer's to change. */
function demandOnly(work: Work, appointment: Appointment, sent: JsonObject, allowed: readonly string[]): void {
  const changed = changedFields(gpcAppointment(appointment, work.services), sent).filter((name) => !allowed.includes(name))
  if (changed.length > 0) throw invalid(`${changed.join(', ')} cannot be changed.`)
}

/** What every change asks first: that nobody was quicker, and that the appointment is still to come. */
function demandChangeable(work: Work, appointment: Appointment, ifMatch: string | undefined): void {
  if (!isAsSeen(appointment, ifMatch)) throw new GpcError('FHIR_CONSTRAINT_VIOLATION', 'If-Match is not the present version.')
  const why = whyUnchangeable(appointment, work.services.clock.now())
  if (why !== undefined) throw invalid(why)
}

/** What an appointment says of itself once its words were changed. */
export const reworded = behaviour('gp-connect.reworded', (details: AppointmentDetails, { description, comment }: SentAppointment): AppointmentDetails => {
  const { elsewhere } = details
  const { description: _before, comment: _then, ...rest } = elsewhere ?? { organisation: {}, created: details.bookedAt }
  return {
    ...details,
    reason: [description, comment].filter(Boolean).join('. ') || details.reason,
    ...(elsewhere && { elsewhere: { ...rest, ...(description !== undefined && { description }), ...(comment !== undefined && { comment }) } }),
  }
})

/** Changes what an appointment is about, in words; nothing else. */
export function amendFromOutside(work: Work, appointment: Appointment, { sent, read, ifMatch }: { sent: JsonObject; read: SentAppointment; ifMatch: string | undefined }): Appointment {
  const { services } = work
  demandChangeable(work, appointment, ifMatch)
  if (read.status !== appointment.status || read.cancellation !== appointment.details.cancellation?.text) throw invalid('An amendment does not cancel.')
  demandOnly(work, appointment, sent, ['description', 'comment'])
  return services.database.transaction(() => {
    const changed = appointmentsStore(services).change(work, { ...appointment, details: reworded(appointment.details, read) }, 'amended')
    audited(work, { event: 'appointment-amended', action: 'U', patientId: changed.patientId, subject: `Appointment/${changed.id}`, detail: { through: 'gp-connect' } })
    return changed
  })
}

/** What becomes of an appointment that another organisation cancels: it stays on record with the reason, and its slot is free again. */
export const cancelled = behaviour('gp-connect.cancelled', (work: Work, appointment: Appointment, reason: string): Appointment => {
  const { services } = work
  const details = timed({ ...appointment.details, cancellation: { code: 'other', text: reason } }, 'cancelled', services.clock.timestamp())
  freeSlot(work, appointment.slotId, 'cancelled')
  return appointmentsStore(services).change(work, { ...appointment, status: 'cancelled', details }, 'cancelled')
})

/** Why an appointment is cancelled: somebody has to say so. */
export const whyCancelled = behaviour('gp-connect.whyCancelled', (reason: string | undefined): string => {
  if (reason === undefined) throw invalid('Say why the appointment is cancelled.')
  if (reason === '') throw new GpcError('INVALID_PARAMETER', 'The reason for cancelling is empty.')
  return reason
})

/** Cancels an appointment, with a reason; nothing else changes. */
export function cancelFromOutside(work: Work, appointment: Appointment, { sent, read, ifMatch }: { sent: JsonObject; read: SentAppointment; ifMatch: string | undefined }): Appointment {
  const { services } = work
  demandChangeable(work, appointment, ifMatch)
  if (read.status !== 'cancelled') throw invalid('The status of a cancellation is cancelled.')
  const cancellation = whyCancelled(read.cancellation)
  demandOnly(work, appointment, sent, ['status'])
  return services.database.transaction(() => {
    const changed = cancelled(work, appointment, cancellation)
    audited(work, { event: 'appointment-cancelled', action: 'U', patientId: changed.patientId, subject: `Appointment/${changed.id}`, detail: { through: 'gp-connect' } })
    return changed
  })
}
