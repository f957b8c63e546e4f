import type { Area } from '../area.ts'
import { fitNotesApi } from './api.ts'
import { fitNotePages } from './pages.ts'
import { fitNoteMigrations } from './store.ts'

/** Statements of fitness for work: issued, kept, printed. */
export const fitNotes: Area = {
  name: 'fit-notes',
  migrations: fitNoteMigrations,
  api: fitNotesApi,
  pages: fitNotePages,
  patientMenu: [{ text: 'Fit notes', href: '/patients/:id/fit-notes', activity: 'B0360' }],
}
