import { behaviour } from '../behaviour.ts'

/** The practice's wall clock. Instants are milliseconds since 1970 everywhere else. */

const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

const HOUR = 3_600_000

/** Date (`2026-07-10`) and time (`09:00`) on the practice's wall at an instant. */
export function wallTime(instant: number): { date: string; time: string } {
  const part = Object.fromEntries(wallClock.formatToParts(instant).map(({ type, value }) => [type, value]))
  return { date: `${part['year']}-${part['month']}-${part['day']}`, time: `${part['hour']}:${part['minute']}` }
}

/**
 * The instant at which the practice's clock shows a time on a date: in summer an hour before the same time in UTC, whatever
 * season it is now. `undefined` for what is no date or time, and for the hour that does not exist when the clocks go forward.
 */
export const instantOf = behaviour('appointments.instantOf', (date: string, time: string, _now: number): number | undefined => {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  return [asUtc - HOUR, asUtc].find((instant) => !Number.isNaN(instant) && sameWallTime(instant, date, time))
})

function sameWallTime(instant: number, date: string, time: string): boolean {
  const wall = wallTime(instant)
  return wall.date === date && wall.time === time
}

/** ISO 8601 with the offset of the practice's clock: `2026-07-10T09:00:00+01:00`, as UK appointment APIs give times. */
export function isoLocal(instant: number): string {
  const { date, time } = wallTime(instant)
  const seconds = new Date(instant).toISOString().slice(17, 19)
  const summer = Date.parse(`${date}T${time}:${seconds}Z`) - instant > HOUR / 2
  return `${date}T${time}:${seconds}${summer ? '+01:00' : '+00:00'}`
}

/** First and last instant of a date on the practice's clock; the last is not part of it. */
export function dayOf(date: string): { from: number; to: number } | undefined {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(midnight)) return undefined
  const startOf = (day: string) => instantOf.proper(day, '00:00', 0)
  const from = startOf(date)
  const to = startOf(new Date(midnight + 24 * HOUR).toISOString().slice(0, 10))
  return from === undefined || to === undefined ? undefined : { from, to }
}
