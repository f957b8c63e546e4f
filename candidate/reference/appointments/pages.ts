import type { Routes } from '../area.ts'
import { bookingPages } from './booking-pages.ts'
import { dayPages } from './day-pages.ts'
import { patientAppointmentPages } from './patient-pages.ts'
import { sessionPages } from './session-pages.ts'

/** The appointment book on screen. */
export function appointmentPages(routes: Routes): void {
  dayPages(routes)
  sessionPages(routes)
  bookingPages(routes)
  patientAppointmentPages(routes)
}
