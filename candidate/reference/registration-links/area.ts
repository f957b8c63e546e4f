import type { Area } from '../area.ts'
import { registrationLinksApi } from './api.ts'
import { registrationLinkMigrations } from './migrations.ts'
import { registrationLinksPages } from './pages.ts'
import { linkSettings } from './settings.ts'

/** What the practice and its registration authority tell each other of who is on the list (NHAIS GP Links, over MESH). */
export const registrationLinks: Area = {
  name: 'registration-links',
  migrations: registrationLinkMigrations,
  api: registrationLinksApi,
  pages: registrationLinksPages,
  // Whoever configured it wrongly learns so at once.
  start: ({ config }) => void linkSettings(config),
  patientMenu: [{ text: 'Registration links', href: '/patients/:id/registration-links', activity: 'B0820' }],
}
