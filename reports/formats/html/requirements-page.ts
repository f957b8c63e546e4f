import type { Page } from './layout.ts'
import { filterBar, outcomeSelect } from './filter-bar.ts'
import { requirementFile, standardAnchor } from './links.ts'
import { html } from './markup.ts'
import { outcomeTag } from './outcomes.ts'
import type { ReportModel } from './report-model.ts'
import { humanise } from './words.ts'

/** Every requirement in scope, by standard. */
export function requirementsPage({ areas, requirements }: ReportModel): Page {
  const standards = areas.flatMap((area) => area.standards)
  const levels = ['MUST', 'SHOULD', 'MAY'].filter((level) => requirements.some((requirement) => requirement.level === level))
  return {
    title: 'Requirements',
    section: 'requirements.html',
    filtered: true,
    content: html`
<h1 class="nhsuk-heading-l">Requirements</h1>
<p class="nhsuk-u-reading-width">What the run answers for. A requirement that nothing verified is listed too: as untested where a machine could verify it, for review where a person has to.</p>
${filterBar('requirements', [
      outcomeSelect(new Set(requirements.map(({ outcome }) => outcome))),
      { name: 'level', label: 'Level', options: levels.map((level) => ({ value: level, text: level })) },
      { name: 'area', label: 'Area', options: areas.map(({ area }) => ({ value: area, text: humanise(area) })) },
      { name: 'standard', label: 'Standard', options: standards.map(({ id, title }) => ({ value: id, text: `${id} ${title}` })) },
    ])}
${areas.map(({ area, standards: inArea }) => html`<section data-group><h2 class="nhsuk-heading-m">${humanise(area)}</h2>
${inArea.map(({ id, title, requirements: rows }) => html`<table class="nhsuk-table assay-table assay-list" id="${standardAnchor(id)}" data-group>
<caption class="nhsuk-table__caption nhsuk-table__caption--s">${id} ${title}</caption>
<colgroup><col><col><col><col></colgroup><thead class="nhsuk-u-visually-hidden"><tr><th scope="col">Requirement</th><th scope="col">Level</th><th scope="col">Scenarios</th><th scope="col">Outcome</th></tr></thead>
<tbody class="nhsuk-table__body">
${rows.map((row) => html`<tr class="nhsuk-table__row" data-item data-outcome="${row.outcome}" data-level="${row.level}" data-area="${row.area}" data-standard="${row.standard}">
<td class="nhsuk-table__cell"><a href="${requirementFile(row.id)}">${row.id}</a> ${row.title}</td>
<td class="nhsuk-table__cell">${row.level}</td>
<td class="nhsuk-table__cell">${row.scenarios.length === 0 ? html`<span class="assay-quiet">no scenario</span>` : html`${row.scenarios.length} ${row.scenarios.length === 1 ? 'scenario' : 'scenarios'}`}</td>
<td class="nhsuk-table__cell">${outcomeTag(row.outcome)}</td></tr>
`)}</tbody></table>
`)}</section>`)}`,
  }
}
