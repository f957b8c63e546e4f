import type { ReferralView } from '../../candidate/port/referrals.ts'
import { check, finding } from './check.ts'

/** What a user sees of a referral is this; the rest may be anything. */
export const ensureReferralShown = check('the referral is shown as it is', (_sight, { seen, expected }: { seen: ReferralView | undefined; expected: Partial<Omit<ReferralView, 'services'>> & { serviceIds?: readonly string[] } }) => {
  if (!seen) return finding('the referral is not shown', { expected, seen: 'nothing' })
  const { serviceIds, ...rest } = expected
  return [
    serviceIds !== undefined && seen.services.map(({ id }) => id).join() !== serviceIds.join() && finding('other services, or another order', { expected: serviceIds, seen: seen.services.map(({ id }) => id) }),
    ...Object.entries(rest).map(([name, value]) => {
      const found = seen[name as keyof ReferralView]
      return JSON.stringify(found) !== JSON.stringify(value) && finding(`another ${name}`, { expected: value, seen: found ?? 'nothing' })
    }),
  ]
})
