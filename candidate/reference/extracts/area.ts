import type { Area } from '../area.ts'
import type { Services } from '../services.ts'
import { extractsApi } from './api.ts'
import { extractMigrations } from './migrations.ts'
import { extractPages } from './pages.ts'

/** Remembers the day on which the practice began to work with this system. */
function remember({ database, clock }: Services): void {
  if (!database.one('SELECT date FROM live_since')) database.run('INSERT INTO live_since (date) VALUES (?)', clock.today())
}

/** What a practice reports and extracts: to whom, of whom, and who keeps out of it. */
export const extracts: Area = {
  name: 'extracts',
  migrations: extractMigrations,
  api: extractsApi,
  pages: extractPages,
  start: remember,
  menu: [
    { text: 'Reports and extracts', href: '/extracts', activity: 'B0062' },
    { text: 'Type 1 opt-outs', href: '/data-opt-outs', activity: 'B0820' },
  ],
}
