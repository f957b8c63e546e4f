import type { Area } from '../area.ts'
import { adjustmentsApi } from './api.ts'
import { adjustmentMigrations } from './migrations.ts'
import { adjustmentPages } from './pages.ts'

/** Reasonable adjustments for disabled patients, shared nationally. */
export const adjustments: Area = {
  name: 'adjustments',
  migrations: adjustmentMigrations,
  api: adjustmentsApi,
  pages: adjustmentPages,
  patientMenu: [{ text: 'Reasonable adjustments', href: '/patients/:id/adjustments', activity: 'B0820' }],
}
