import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import { linksStore } from './links-store.ts'
import type { LinkSettings } from './settings.ts'

/** The highest number of each kind; after it comes 1. Source: GP Links, sequence numbers. */
export const HIGHEST = { interchange: 99_999_999, message: 99_999_999, transaction: 9_999_999 } as const

/** The number after another. */
export const following = behaviour('registrationLinks.following', (last: number, highest: number): number => (last >= highest ? 1 : last + 1))

/** Where numbers go on from: what this system used last, or the one before it. */
export const lastUsed = (own: number | undefined, before: number): number => own ?? before

/** Takes the next number, for good. In the transaction that uses it: a number is neither left out nor given twice. */
export function nextNumber(services: Pick<Services, 'database' | 'clock'>, counts: keyof typeof HIGHEST, { lastSent }: LinkSettings): number {
  const store = linksStore(services)
  const number = following(lastUsed(store.last(counts), lastSent[counts]), HIGHEST[counts])
  store.setLast(counts, number)
  return number
}

/** Numbers of interchanges and messages have eight digits. */
export const eightDigits = (number: number): string => String(number).padStart(8, '0')
