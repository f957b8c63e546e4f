import type { Appointment, AppointmentStatus } from '../appointments/appointment.ts'
import { appointmentsStore } from '../appointments/appointments-store.ts'
import { contextOf, EXCEPTION_CATEGORIES } from '../appointments/national-lists.ts'
import { isoLocal, wallTime } from '../appointments/practice-time.ts'
import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import type { ExtractRecord } from './extract-file.ts'
import { daysAfter } from './period.ts'

/** Days ahead, beyond which a booking may have an exception reason. Source: WPAD-DI-030. */
const FAR_AHEAD_DAYS = 14

const STATUS: Readonly<Record<AppointmentStatus, string>> = { booked: 'Booked', arrived: 'Arrived', fulfilled: 'Attended', noshow: 'DidNotAttend', cancelled: 'Cancelled' }

/** The appointments of which a week's data tells: all that were in it, whatever has become of them. */
export const reportedAppointments = behaviour('extracts.reportedAppointments', (services: Services, bounds: { from: number; to: number }): Appointment[] => appointmentsStore(services).between(bounds))

/** Why an appointment was booked far ahead, where that is to be told: in some categories, beyond fourteen calendar days. */
export const exceptionReason = behaviour('extracts.exceptionReason', ({ startsAt, details: { category, bookedAt, exceptionReasons = [] } }: Appointment): string | undefined => {
  const isFarAhead = wallTime(startsAt).date > daysAfter(wallTime(Date.parse(bookedAt)).date, FAR_AHEAD_DAYS)
  return isFarAhead && EXCEPTION_CATEGORIES.includes(category) && exceptionReasons.length > 0 ? [...exceptionReasons].sort().join(',') : undefined
})

/** What is told of an appointment: nothing that leads to the patient, nor what they come for. */
export const appointmentRecord = behaviour('extracts.appointmentRecord', (appointment: Appointment): ExtractRecord => {
  const { id, status, startsAt, endsAt, details } = appointment
  return {
    AppointmentReference: id,
    Start: isoLocal(startsAt),
    Minutes: String((endsAt - startsAt) / 60_000),
    BookedAt: details.bookedAt,
    BookedThrough: details.bookedThrough,
    Status: STATUS[status],
    CancelledAt: details.cancelledAt,
    NationalSlotCategory: details.category,
    ContextType: contextOf(details.category),
    Mode: details.mode,
    ExceptionReason: exceptionReason(appointment),
  }
})
