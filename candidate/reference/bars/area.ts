import type { Area } from '../area.ts'
import { barsApi } from './api.ts'
import { barsDoor } from './door.ts'
import { barsMigrations } from './migrations.ts'
import { barsPages } from './pages.ts'

/** Booking and referral (BaRS): to pharmacies and urgent care, and from them to this practice. */
export const bars: Area = {
  name: 'bars',
  migrations: barsMigrations,
  api: barsApi,
  pages: barsPages,
  open: barsDoor,
  patientMenu: [{ text: 'Pharmacies and urgent care', href: '/patients/:id/elsewhere', activity: 'B0370' }],
}
