import { dayOf } from '../appointments/practice-time.ts'
import { behaviour } from '../behaviour.ts'
import { GpcError } from './gpc-error.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+ -]\d{2}:\d{2})?$/

/** An instant, or the edge of a whole day on the practice's clock. */
export function instantIn(text: string, edge: 'from' | 'to'): number | undefined {
  const day = dayOf(text)
  if (day) return day[edge]
  if (!INSTANT.test(text)) return undefined
  // A `+` in an address is a space once it is read.
  const at = Date.parse(text.replace(' ', '+'))
  return Number.isNaN(at) ? undefined : at
}

const invalid = (diagnostics: string) => new GpcError('INVALID_PARAMETER', diagnostics)

/** The value of a date parameter after its comparator, which has to be this one. */
export const bound = behaviour('gp-connect.bound', (value: string, prefix: 'ge' | 'le'): string => {
  if (!value.startsWith(prefix)) throw invalid(`A date is given with ${prefix}.`)
  return value.slice(prefix.length)
})

/** Whether a search ends before it begins. */
export const isBackwards = behaviour('gp-connect.isBackwards', (from: number, to: number): boolean => to < from)

/**
 * The stretch of time between two bounds, each inclusive; the end given back is not part of it.
 *
 * @throws GpcError INVALID_PARAMETER when one is no date, has another comparator, or the end comes before the beginning
 */
export function periodBetween(from: string, to: string): { from: number; to: number } {
  const [begin, end] = [instantIn(bound(from, 'ge'), 'from'), instantIn(bound(to, 'le'), 'to')]
  if (begin === undefined || end === undefined) throw invalid('Dates are whole days or instants.')
  if (isBackwards(begin, end)) throw invalid('The end comes before the beginning.')
  return { from: begin, to: end }
}
