import type { ProblemCode } from '../../config/problem-codes.ts'
import type { Problem } from '../../config/problem.ts'
import type { YamlFile } from '../../config/yaml-file.ts'

/**
 * A problem for each day in a list of a YAML file that has the form of a date and is none, also in a file that is otherwise wrong.
 * What has not even the form is for the schema to say.
 */
export function dayProblems({ raw, place }: Pick<YamlFile<unknown>, 'raw' | 'place'>, list: string, field: string, { code, what }: { code: ProblemCode; what: string }): Problem[] {
  const items = memberOf(raw, list)
  if (!Array.isArray(items)) return []
  return items.flatMap((item: unknown, i): Problem[] => {
    const day = memberOf(item, field)
    if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day) || isDay(day)) return []
    return [{ code, what: `Failed to read the ${what}: ${list}.${i}.${field} is a day that does not exist`, place: place([list, i, field]), seen: day, expected: 'a day of the calendar, as 2026-03-31', remedy: `Correct ${field}.` }]
  })
}

/** The day of an instant in UTC, `2026-03-31`; such days compare as text. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)

/** Whole days from one day to a later one. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
