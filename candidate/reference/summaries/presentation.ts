import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import type { Section } from './summary-content.ts'

/*
 * How a summary reads, whichever way it goes out: the text that people see. Source: GP Summary, presentation text.
 */

const NOTHING = 'No relevant information available for this category.'

/** Text as it may stand in XHTML. */
export const escaped = behaviour('summaries.escaped', (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
)

/** What stands in a section, empty ones included: a heading that is not there could mean anything. */
export const sectionsToShow = behaviour('summaries.sectionsToShow', (sections: readonly Section[]): readonly Section[] => sections)

/** A section as a table; where there is nothing, it says that. */
export const table = ({ columns, rows, code }: Section): string =>
  `<table id="${code.replace('Header', '')}"><thead><tr>${columns.map((column) => `<th>${column}</th>`).join('')}</tr></thead><tbody>${
    rows.length === 0
      ? `<tr><td colspan="${columns.length}">${NOTHING}</td></tr>`
      : rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')
  }</tbody></table>`

/** What stands above the sections: where it comes from, when, by whom. */
export function heading({ services: { clock, config }, session }: Work): string {
  const at = clock.timestamp()
  return `<h3 id="Disclaimer">Sourced from the patient&#39;s General Practice record. This summary may not include all the information pertinent to this patient.</h3><p id="CreateTime">Summary created: ${at.slice(0, 16).replace('T', ' ')}</p><p id="Author">Created by: ${escaped(session.user.name)}</p><p id="Practice">${escaped(config.practice.name)}</p>`
}
