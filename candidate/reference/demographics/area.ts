import type { Area } from '../area.ts'
import { demographicsApi } from './api.ts'
import { loadStartingPatients } from './load-starting-patients.ts'
import { demographicsMigrations } from './migrations.ts'

/** Finding, registering and keeping patients, in step with the Personal Demographics Service (capability C13). */
export const demographics: Area = {
  name: 'demographics',
  migrations: demographicsMigrations,
  start: loadStartingPatients,
  api: demographicsApi,
}
