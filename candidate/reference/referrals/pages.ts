import type { Routes } from '../area.ts'
import { advicePages } from './advice-pages.ts'
import { listPages } from './list-pages.ts'
import { referPages } from './refer-pages.ts'
import { referralPage } from './referral-page.ts'

/** Referrals and advice on screen. */
export function referralPages(routes: Routes): void {
  listPages(routes)
  referPages(routes)
  referralPage(routes)
  advicePages(routes)
}
