import type { Area } from '../area.ts'
import { laboratoryApi } from './api.ts'
import { laboratoryMigrations } from './migrations.ts'
import { laboratoryPages } from './pages.ts'

/** Results from laboratories and screening: in the right record, before the clinician who asked, told to the laboratory as they are. */
export const laboratory: Area = {
  name: 'laboratory',
  migrations: laboratoryMigrations,
  api: laboratoryApi,
  pages: laboratoryPages,
  menu: [{ text: 'Results without a patient', href: '/results', activity: 'B0360' }],
  patientMenu: [{ text: 'Results', href: '/patients/:id/results', activity: 'B0360' }],
}
