import type { Area } from '../area.ts'
import { documentsApi } from './api.ts'
import { documentMigrations } from './migrations.ts'
import { documentPages } from './pages.ts'

/** Documents that other organisations send: into the right record, before a clinician, never twice. */
export const documents: Area = {
  name: 'documents',
  migrations: documentMigrations,
  api: documentsApi,
  pages: documentPages,
  menu: [{ text: 'Documents without a patient', href: '/documents', activity: 'B0360' }],
  patientMenu: [{ text: 'Documents', href: '/patients/:id/documents', activity: 'B0360' }],
}
