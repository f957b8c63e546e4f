import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'

/** A referral as a user has it on screen. */
export interface Seen {
  id: string
  /** The version that was on screen. */
  version: number
}

/** Whether what the user saw is how it is. Otherwise somebody else was quicker, and nothing is overwritten. */
export const isAsSeen = behaviour('referrals.isAsSeen', (current: number, seen: number): boolean => current === seen)

/** @throws Refusal `changed-meanwhile` */
export function ensureAsSeen({ version }: { version: number }, seen: Seen): void {
  if (!isAsSeen(version, seen.version)) throw new Refusal('changed-meanwhile', 'This has changed since you opened it. Nothing was sent. Open it again and look at what is new.')
}
