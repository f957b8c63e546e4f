import type { Area } from '../area.ts'
import { barsApi } from './api.ts'
import { barsDoor } from './door.ts'
import { barsMigrations } from './migrations.ts'

/** Booking and referral (BaRS): to pharmacies and urgent care, and from them to this practice. */
export const bars: Area = {
  name: 'bars',
  migrations: barsMigrations,
  api: barsApi,
  open: barsDoor,
}
