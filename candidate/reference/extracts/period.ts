import { dayOf } from '../appointments/practice-time.ts'
import { behaviour } from '../behaviour.ts'

/** A time that a report covers: its first and its last day, both ISO dates on the practice's clock. */
export interface Period {
  from: string
  to: string
}

/** How often something is reported. A year of reporting runs from August to July. */
export type Rhythm = 'week' | 'month' | 'quarter' | 'year'

const iso = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

/** The date so many days after another. */
export const daysAfter = (date: string, days: number): string => new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The period of a rhythm that a day is in: a week from Monday, a calendar month or quarter, a year from 1 August. */
export const periodOf = behaviour('extracts.periodOf', (rhythm: Rhythm, date: string): Period => {
  const [year = 0, number = 1] = date.split('-').map(Number)
  const month = number - 1
  if (rhythm === 'week') {
    const from = daysAfter(date, -((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7))
    return { from, to: daysAfter(from, 6) }
  }
  if (rhythm === 'month') return { from: iso(year, month, 1), to: iso(year, month + 1, 0) }
  if (rhythm === 'quarter') return { from: iso(year, month - (month % 3), 1), to: iso(year, month - (month % 3) + 3, 0) }
  const begins = month >= 7 ? year : year - 1
  return { from: iso(begins, 7, 1), to: iso(begins + 1, 7, 0) }
})

/** The instants of a period: from the midnight that begins its first day to the one that ends its last, which is not part of it. */
export const boundsOf = behaviour('extracts.boundsOf', ({ from, to }: Period): { from: number; to: number } => {
  const [first, last] = [dayOf(from), dayOf(to)]
  if (!first || !last) throw new Error(`no period from ${from} to ${to}`)
  return { from: first.from, to: last.to }
})

/** Whether an instant, in milliseconds or in ISO 8601, is within bounds. */
export const isWithin = (at: number | string, { from, to }: { from: number; to: number }): boolean => {
  const instant = typeof at === 'number' ? at : Date.parse(at)
  return instant >= from && instant < to
}

/** Whether a period is over: before that nobody knows what it will come to. */
export const isOver = behaviour('extracts.isOver', ({ to }: Period, today: string): boolean => to < today)
