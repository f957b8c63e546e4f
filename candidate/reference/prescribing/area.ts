import type { Area } from '../area.ts'
import { prescribingApi } from './api.ts'
import { prescribingMigrations } from './migrations.ts'
import { prescribingPages } from './pages.ts'
import { settingsOf } from './signing-keys.ts'

/** Prescribing: drafting with warnings, signing, sending through EPS and cancelling (capability C14). */
export const prescribing: Area = {
  name: 'prescribing',
  migrations: prescribingMigrations,
  start: (services) => void settingsOf(services),
  api: prescribingApi,
  pages: prescribingPages,
  menu: [{ text: 'Prescriptions to sign', href: '/prescriptions', activity: 'B0420' }],
  patientMenu: [{ text: 'Medication', href: '/patients/:id/prescribe', activity: 'B0370' }],
}
