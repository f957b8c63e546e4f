import type { Area } from '../area.ts'
import { demographicsApi } from './api.ts'
import { loadStartingPatients } from './load-starting-patients.ts'
import { demographicsMigrations } from './migrations.ts'
import { demographicsPages } from './pages.ts'

/** Finding, registering and keeping patients, in step with the Personal Demographics Service (capability C13). */
export const demographics: Area = {
  name: 'demographics',
  migrations: demographicsMigrations,
  start: loadStartingPatients,
  api: demographicsApi,
  pages: demographicsPages,
  menu: [{ text: 'Patients', href: '/patients', activity: 'B0820' }],
  patientMenu: [{ text: 'Details', href: '/patients/:id', activity: 'B0820' }],
}
