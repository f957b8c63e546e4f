import type { Area } from '../area.ts'
import { invitationsApi } from './api.ts'
import { callbackRoutes } from './callback.ts'
import { invitationsMigrations } from './migrations.ts'
import { invitationsPages } from './pages.ts'

/** Invitations to patients through NHS Notify. */
export const invitations: Area = {
  name: 'invitations',
  migrations: invitationsMigrations,
  api: invitationsApi,
  pages: invitationsPages,
  open: callbackRoutes,
  menu: [{ text: 'Invitations', href: '/invitations', activity: 'B0825' }],
}
