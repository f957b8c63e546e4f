import { behaviour } from '../behaviour.ts'
import { dayOf } from '../appointments/practice-time.ts'
import { PublishedError, type PublishedCode } from './published-error.ts'

/** Values of a repeated date parameter with their comparator: `ge2026-03-31`. */
function bound(values: readonly string[], prefix: 'ge' | 'le'): string | undefined {
  return values.find((value) => value.startsWith(prefix))?.slice(prefix.length)
}

/** An instant, or the edge of a whole day on the practice's clock. */
function instant(text: string, edge: 'from' | 'to'): number | undefined {
  const day = dayOf(text)
  if (day) return day[edge]
  // A `+` in an address is a space once it is read; an offset never has one otherwise.
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text.replace(' ', '+')) : NaN
  return Number.isNaN(at) ? undefined : at
}

/** Whether a search ends before it begins: nobody means that. */
export const isBackwards = behaviour('patient-facing.isBackwards', (from: number, to: number): boolean => to <= from)

/**
 * The stretch of time that `ge` and `le` bound, days inclusive; the end is not part of it.
 *
 * @throws PublishedError with `code` when one is missing, none is a date, or the end comes before the beginning
 */
export function period(from: readonly string[], to: readonly string[], code: PublishedCode): { from: number; to: number } {
  const [begin, end] = [instant(bound(from, 'ge') ?? '', 'from'), instant(bound(to, 'le') ?? '', 'to')]
  if (begin === undefined || end === undefined)
    throw new PublishedError(code, { diagnostics: 'Give two dates, the first with ge, the second with le.' })
  if (isBackwards(begin, end)) throw new PublishedError(code, { diagnostics: 'The end comes before the beginning.' })
  return { from: begin, to: end }
}
