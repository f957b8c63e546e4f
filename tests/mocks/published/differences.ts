import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** A difference between what is published and what ours answers, or a published body that is not held against ours at all. */
export interface Difference {
  service: string
  /** Bodies that are left out whole. */
  bodies?: RegExp
  /** Elements and problems that ours does not answer. */
  elements?: RegExp
  /** Files in which they may be so; anywhere in the service's when there is none. */
  in?: RegExp
  because: string
}

/** The named differences of differences.yaml. */
export function loadDifferences(): Difference[] {
  const rows = parse(readFileSync(new URL('differences.yaml', import.meta.url), 'utf8')) as Record<'service' | 'bodies' | 'elements' | 'in' | 'because', string | undefined>[]
  return rows.map(({ service, bodies, elements, in: within, because }) => {
    if (service === undefined || because === undefined || (bodies === undefined) === (elements === undefined)) throw new Error(`Failed to read differences.yaml: a row needs service, because, and either bodies or elements; saw ${JSON.stringify({ service, bodies, elements, because })}.`)
    return { service, because, ...(bodies !== undefined && { bodies: new RegExp(bodies) }), ...(elements !== undefined && { elements: new RegExp(elements) }), ...(within !== undefined && { in: new RegExp(within) }) }
  })
}
