import type { Area } from '../area.ts'
import { appointmentsApi } from './api.ts'
import { appointmentMigrations } from './migrations.ts'
import { appointmentPages } from './pages.ts'

/** Sessions, slots and appointments (capability C5). */
export const appointments: Area = {
  name: 'appointments',
  migrations: appointmentMigrations,
  api: appointmentsApi,
  pages: appointmentPages,
  menu: [{ text: 'Appointments', href: '/appointments', activity: 'B0820' }],
  patientMenu: [{ text: 'Appointments', href: '/patients/:id/appointments', activity: 'B0820' }],
}
