import type { Area } from '../area.ts'
import { referralsApi } from './api.ts'
import { referralMigrations } from './migrations.ts'
import { referralPages } from './pages.ts'

/** Referrals through the e-Referral Service, by hand, and advice and guidance (capability C11). */
export const referrals: Area = {
  name: 'referrals',
  migrations: referralMigrations,
  api: referralsApi,
  pages: referralPages,
  menu: [
    { text: 'Referrals', href: '/referrals', activity: 'B1101' },
    { text: 'Referrals', href: '/referrals', activity: 'B1102' },
  ],
  patientMenu: [{ text: 'Referrals', href: '/patients/:id/referrals', activity: 'B0370' }],
}
