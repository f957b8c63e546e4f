import { sha256 } from '../../pack/sha256.ts'

/** File names and anchors. Ids come from the pack, so they are not trusted to be names. */

const safeName = (id: string): string => (/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(id) && !id.endsWith('.') ? id : sha256(id).slice(0, 32))

export const requirementFile = (id: string): string => `requirements/${safeName(id)}.html`
export const scenarioFile = (id: string): string => `scenarios/${safeName(id)}.html`
export const standardAnchor = (id: string): string => `standard-${safeName(id)}`
export const exchangeAnchor = (number: number): string => `exchange-${number}`

/** The list of requirements, filtered; without scripts the anchor still leads to the place. */
export function requirementsHref(filter: Record<string, string>): string {
  const standard = filter['standard']
  return `requirements.html?${new URLSearchParams(filter)}${standard === undefined ? '' : `#${standardAnchor(standard)}`}`
}
