import type { Appointment } from '../appointments/appointment.ts'
import { appointmentsStore } from '../appointments/appointments-store.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { INTERACTIONS } from './interactions.ts'
import { answer, resourceSent, searchset, type AtTheDoor, type Door } from './answering.ts'
import { appointmentSent } from './appointment-sent.ts'
import { gpcAppointment } from './appointment-shown.ts'
import { bookFromOutside } from './book-from-outside.ts'
import { amendFromOutside, cancelFromOutside } from './change-from-outside.ts'
import { GpcError } from './gpc-error.ts'
import { patientAt } from './reachable.ts'
import { periodBetween } from './search-period.ts'
import { demandShared } from './sharing.ts'

/** Whether a search for a patient's appointments looks back: only what is to come is anybody's business. */
export const looksBack = behaviour('gp-connect.looksBack', (from: string, today: string): boolean => from < today)

/** A patient's appointments that start within a stretch of time, whatever became of them, in the order of time. */
export const appointmentsOf = behaviour('gp-connect.appointmentsOf', ({ services }: AtTheDoor, patientId: string, { from, to }: { from: number; to: number }): Appointment[] =>
  appointmentsStore(services)
    .ofPatient(patientId)
    .filter(({ startsAt }) => startsAt >= from && startsAt < to)
    .toReversed(),
)

const DAY = /^[a-z]{2}\d{4}-\d{2}-\d{2}$/

/** Looks for a patient's appointments of some days, both inclusive, none of them past. */
function search(at: AtTheDoor, patientId: string, starts: readonly string[]): Appointment[] {
  if (starts.length !== 2 || !starts.every((each) => DAY.test(each))) throw new GpcError('INVALID_PARAMETER', 'start is given twice, as whole days.')
  const [from = '', to = ''] = starts.toSorted()
  const within = periodBetween(from, to)
  if (looksBack(from.slice(2), at.services.clock.today())) throw new GpcError('INVALID_PARAMETER', 'start is not in the past.')
  return appointmentsOf(at, patientId, within)
}

/** Whether a consumer wants no more than to know that it is done. */
export const wantsNoMore = behaviour('gp-connect.wantsNoMore', (prefer: string | undefined): boolean => prefer === 'return=minimal')

/** Booking, looking at, amending and cancelling appointments. Source: GP Connect, appointment management. */
export function appointmentRoutes(door: Door): void {
  const told = ({ context, services }: AtTheDoor, appointment: Appointment, more: { status?: number; location?: string } = {}): Response => {
    const version = String(appointment.version)
    return wantsNoMore(context.req.header('prefer'))
      ? context.body(null, (more.status ?? 200) as 200, { etag: `W/"${version}"`, 'cache-control': 'no-store', ...(more.location !== undefined && { location: more.location }) })
      : answer(context, gpcAppointment(appointment, services), { version, ...more })
  }

  door.on('POST', '/Appointment', ['bookAppointment'], async (at) => {
    demandShared(at.services, 'appointments')
    const sent = await resourceSent(at.context)
    const booked = await bookFromOutside(at.work, appointmentSent(sent), String(sent['created']))
    return told(at, booked, { status: 201, location: `Appointment/${booked.id}` })
  })

  door.on('GET', '/Appointment/:id', ['readAppointment'], (at) => {
    demandShared(at.services, 'appointments')
    const appointment = appointmentsStore(at.services).get(at.context.req.param('id') ?? '')
    audited(at.work, { event: 'appointment-viewed', action: 'R', patientId: appointment.patientId, subject: `Appointment/${appointment.id}` })
    return told(at, appointment)
  })

  door.on('PUT', '/Appointment/:id', ['amendAppointment', 'cancelAppointment'], async (at) => {
    demandShared(at.services, 'appointments')
    const sent = await resourceSent(at.context)
    const appointment = appointmentsStore(at.services).get(at.context.req.param('id') ?? '')
    const request = { sent, read: appointmentSent(sent), ifMatch: at.context.req.header('if-match') }
    const change = at.caller.interaction.id === INTERACTIONS.cancelAppointment.id ? cancelFromOutside : amendFromOutside
    return told(at, change(at.work, appointment, request))
  })

  door.on('GET', '/Patient/:id/Appointment', ['patientAppointments'], (at) => {
    demandShared(at.services, 'appointments')
    const { id } = patientAt(at.services, at.context.req.param('id') ?? '')
    const found = search(at, id, at.context.req.queries('start') ?? [])
    audited(at.work, { event: 'appointments-viewed', action: 'R', patientId: id, detail: { found: found.length } })
    return answer(at.context, searchset(found.map((each) => gpcAppointment(each, at.services))))
  })
}
