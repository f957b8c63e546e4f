import type { Area } from '../area.ts'
import { summariesApi } from './api.ts'
import { summaryMigrations } from './migrations.ts'
import { summariesPages } from './pages.ts'

/** Summary Care Records: uploaded from here, and looked at here. */
export const summaries: Area = {
  name: 'summaries',
  migrations: summaryMigrations,
  api: summariesApi,
  pages: summariesPages,
  patientMenu: [{ text: 'Summary Care Record', href: '/patients/:id/summary', activity: 'B0370' }],
}
