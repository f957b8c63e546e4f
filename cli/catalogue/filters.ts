import type { Catalogue } from '../../config/catalogue.ts'
import type { Problem } from '../../config/problem.ts'
import { AREAS, BASES, LEVELS, VERIFICATIONS, type Requirement } from '../../config/requirement.ts'

/** Values of a filter are alternatives; filters add up. Letter case does not matter. */
export interface Filters {
  standard?: string[]
  level?: string[]
  area?: string[]
  verification?: string[]
  basis?: string[]
  text?: string[]
}

/** For `parseArgs`. */
export const FILTER_OPTIONS = {
  standard: { type: 'string', multiple: true },
  level: { type: 'string', multiple: true },
  area: { type: 'string', multiple: true },
  verification: { type: 'string', multiple: true },
  basis: { type: 'string', multiple: true },
  text: { type: 'string', multiple: true },
} as const

/** Values that nothing can match, which would look like an empty catalogue. */
export function wrongFilters(filters: Filters, catalogue: Catalogue): Problem[] {
  const allowed = { level: LEVELS, area: AREAS, verification: VERIFICATIONS, basis: BASES, standard: [...catalogue.standards.keys()] }
  return Object.entries(allowed).flatMap(([name, values]): Problem[] =>
    (filters[name as keyof Filters] ?? [])
      .filter((given) => !has(values, given))
      .map((given) => ({
        code: 'ASSAY_OPTION_INVALID',
        what: `Failed to filter: there is no ${name} ${given}`,
        place: `--${name}`,
        expected: values.join(', '),
        remedy: 'Use one of the expected values.',
      })),
  )
}

/** Whether a requirement passes all filters. */
export function matches(row: Requirement, filters: Filters): boolean {
  const haystack = `${row.id} ${row.title} ${row.statement}`.toLowerCase()
  return (
    (filters.standard === undefined || has(filters.standard, row.standard)) &&
    (filters.level === undefined || has(filters.level, row.level)) &&
    (filters.area === undefined || has(filters.area, row.area)) &&
    (filters.verification === undefined || has(filters.verification, row.verification)) &&
    (filters.basis === undefined || has(filters.basis, row.basis)) &&
    (filters.text === undefined || filters.text.some((words) => haystack.includes(words.toLowerCase())))
  )
}

function has(values: readonly string[], given: string): boolean {
  return values.some((value) => value.toLowerCase() === given.toLowerCase())
}
