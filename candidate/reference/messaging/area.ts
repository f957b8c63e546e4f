import type { Area } from '../area.ts'
import { messagingApi } from './api.ts'
import { callbackRoutes } from './callback.ts'
import { messagingMigrations } from './migrations.ts'
import { messagingPages } from './pages.ts'

/** Messages to patients through the NHS App. */
export const messaging: Area = {
  name: 'messaging',
  migrations: messagingMigrations,
  api: messagingApi,
  pages: messagingPages,
  open: callbackRoutes,
  patientMenu: [{ text: 'Messages', href: '/patients/:id/messages', activity: 'B0825' }],
}
