import { filterBar, outcomeSelect } from './filter-bar.ts'
import type { Page } from './layout.ts'
import { scenarioFile } from './links.ts'
import { html } from './markup.ts'
import { outcomeTag } from './outcomes.ts'
import type { ReportModel } from './report-model.ts'
import { duration } from './words.ts'

/** Every scenario of the run, by feature. */
export function scenariosPage({ pack: { run } }: ReportModel): Page {
  const features = [...Map.groupBy(run.scenarios, ({ file, feature }) => JSON.stringify([file, feature]))].map(([, scenarios]) => scenarios)
  const services = [...new Set(run.scenarios.flatMap(({ tags }) => tags.filter((tag) => /^@(service|capability):/.test(tag))))].sort()
  return {
    title: 'Scenarios',
    section: 'scenarios.html',
    filtered: true,
    content: html`
<h1 class="nhsuk-heading-l">Scenarios</h1>
<p class="nhsuk-u-reading-width">What was done and seen, each with its steps, checks and the traffic on the wire.</p>
${filterBar('scenarios', [
      outcomeSelect(new Set(run.scenarios.map(({ outcome }) => outcome))),
      { name: 'tag', label: 'Capability or service', options: services.map((tag) => ({ value: tag, text: tag.slice(1).replace(':', ' ') })) },
    ])}
${features.map((scenarios) => html`<div class="assay-group" data-group><table class="nhsuk-table assay-table assay-list">
<caption class="nhsuk-table__caption nhsuk-table__caption--s">${scenarios[0]?.feature ?? ''} <span class="assay-quiet">${scenarios[0]?.file ?? ''}</span></caption>
<colgroup><col><col><col><col></colgroup><thead class="nhsuk-u-visually-hidden"><tr><th scope="col">Scenario</th><th scope="col">Requirements</th><th scope="col">Time</th><th scope="col">Outcome</th></tr></thead>
<tbody class="nhsuk-table__body">
${scenarios.map(({ scenario, name, requirements, tags, outcome, reason, durationMs }) => html`<tr class="nhsuk-table__row" data-item data-outcome="${outcome}" data-tag="${tags.join(' ')}">
<td class="nhsuk-table__cell"><a href="${scenarioFile(scenario)}">${name}</a>${reason !== undefined && html`<br><span class="assay-quiet">${reason}</span>`}</td>
<td class="nhsuk-table__cell assay-ids">${requirements.join(', ')}</td>
<td class="nhsuk-table__cell">${duration(durationMs)}</td>
<td class="nhsuk-table__cell">${outcomeTag(outcome)}</td></tr>
`)}</tbody></table></div>
`)}`,
  }
}
