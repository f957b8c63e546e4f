import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/**
 * A difference between what is published and what ours answers, or a published body that is not held against ours at all.
 * With `rows` it is of the sandbox's tables: of rows that are not replayed where it has neither `elements` nor `values`.
 */
export interface Difference {
  service: string
  /** Bodies that are left out whole. */
  bodies?: RegExp
  /** Rows of the sandbox's table, as `METHOD /path: Scenario`. */
  rows?: RegExp
  /** Elements that are there with another value. */
  values?: RegExp
  /** Elements and problems that ours does not answer. */
  elements?: RegExp
  /** Files in which they may be so; anywhere in the service's when there is none. */
  in?: RegExp
  because: string
}

const PATTERNS = ['rows', 'values', 'bodies', 'elements', 'in'] as const

/** The named differences of differences.yaml. */
export function loadDifferences(): Difference[] {
  const rows = parse(readFileSync(new URL('differences.yaml', import.meta.url), 'utf8')) as Partial<Record<'service' | 'because' | (typeof PATTERNS)[number], string>>[]
  return rows.map((row) => {
    const { service, because, rows: ofSandbox, bodies, elements, values, in: within } = row
    const wellFormed = ofSandbox === undefined ? (bodies === undefined) !== (elements === undefined) && values === undefined : bodies === undefined && within === undefined
    if (service === undefined || because === undefined || !wellFormed) throw new Error(`Failed to read differences.yaml: a row needs service, because, and either bodies or elements, or rows; saw ${JSON.stringify(row)}.`)
    const patterns = Object.fromEntries(PATTERNS.flatMap((name) => (row[name] === undefined ? [] : [[name, new RegExp(row[name])]]))) as Partial<Record<(typeof PATTERNS)[number], RegExp>>
    return { service, because, ...patterns }
  })
}
