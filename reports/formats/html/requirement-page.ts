import { expectedEvidence } from '../../../config/requirement.ts'
import type { Verification } from '../../../config/requirement.ts'
import { evidenceOf } from '../../gate/explain.ts'
import type { ScenarioHistory } from '../../pack/replay.ts'
import type { RequirementResult } from '../../pack/results.ts'
import { fact } from './decision-page.ts'
import type { Page } from './layout.ts'
import { requirementsHref, scenarioFile } from './links.ts'
import { externalLink, html } from './markup.ts'
import type { Markup } from './markup.ts'
import { outcomeMark, outcomeTag } from './outcomes.ts'
import type { ReportModel } from './report-model.ts'
import { BASIS, VERIFICATION, humanise } from './words.ts'

/** One requirement: what it asks, how well we know that, and what speaks for it. */
export function requirementPage(requirement: RequirementResult, model: ReportModel): Page {
  const { id, title, statement, level, standard, standardTitle = '', area, verification, basis, note, source, outcome } = requirement
  const scenarios = requirement.scenarios.map(model.scenario).filter((scenario) => scenario !== undefined)
  const waiver = model.waiver(id)
  return {
    title: `${id} ${title}`,
    section: 'requirements.html',
    up: '../',
    breadcrumbs: [
      { text: 'Requirements', href: 'requirements.html' },
      { text: `${standard} ${standardTitle}`, href: requirementsHref({ standard }) },
    ],
    content: html`
<span class="nhsuk-caption-l">${id} · ${level}</span>
<h1 class="nhsuk-heading-l">${title} ${outcomeTag(outcome)}</h1>
<p class="nhsuk-body-l nhsuk-u-reading-width">${statement}</p>
${waiver !== undefined && html`<div class="nhsuk-inset-text"><p><strong>Waiver</strong> of ${waiver.owner}, until ${waiver.expires}: ${waiver.reason}<br>It ${waiver.why}.${waiver.risk !== undefined && html`<br>Risk accepted: ${waiver.risk}`}</p></div>`}
${model.attestations(id).map((attestation) => html`<div class="nhsuk-inset-text"><p><strong>Attestation</strong> of ${attestation.by}, ${attestation.role}, ${attestation.date}: ${attestation.statement}<br>It ${attestation.why}. Evidence: ${evidenceOf(attestation)}.</p></div>`)}
<dl class="nhsuk-summary-list assay-facts">
${fact('Standard', `${standard} ${standardTitle}`)}
${fact('Area', humanise(area))}
${fact('Verified', VERIFICATION[verification] ?? verification)}
${fact('How well it is known', html`<strong>${humanise(basis)}.</strong> ${BASIS[basis]}`)}
${note !== undefined && fact('Note', note)}
${source !== undefined && fact('Source', externalLink(source.url, source.name))}
</dl>
<h2 class="nhsuk-heading-m">What speaks for it</h2>
${scenarios.length === 0 ? nothing(verification) : scenarios.map(scenarioCard)}`,
  }
}

function nothing(verification: string): Markup {
  const evidence = expectedEvidence(verification as Verification)
  if (evidence === 'scenario') return html`<p>No scenario of this run verifies it, though one could.</p>`
  return html`<p>${evidence === 'document' ? 'A document from the supplier is to show it.' : 'An inspection is to show it.'} No scenario can; it waits for a person's judgement.</p>`
}

function scenarioCard({ scenario, name, feature, outcome, reason, steps }: ScenarioHistory): Markup {
  const checks = steps.flatMap((step) => step.checks)
  return html`<article class="assay-scenario assay-scenario--${outcome}">
<h3 class="nhsuk-heading-s"><a href="../${scenarioFile(scenario)}">${name}</a> ${outcomeTag(outcome)}</h3>
<p class="assay-quiet">${feature}</p>
${reason !== undefined && html`<p class="assay-reason">${reason}</p>`}
${checks.length > 0 && html`<ul class="assay-checks">${checks.map((check) => html`<li>${outcomeMark(check.outcome)}${check.name}</li>`)}</ul>`}
</article>
`
}
