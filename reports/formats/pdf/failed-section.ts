import type { CheckEvidence } from '../../../config/evidence.ts'
import type { ScenarioHistory, StepHistory } from '../../pack/replay.ts'
import { html } from '../html/markup.ts'
import type { Markup } from '../html/markup.ts'
import { outcomeMark, outcomeTag } from '../html/outcomes.ts'
import { plain } from '../plain.ts'

/** Scenarios that are told in full; a PDF is read from front to back, and the rest is in the HTML report. */
export const TOLD = 100

/** Longest text of a pack on paper. */
const LONGEST = 600
const short = (text: string): string => plain(text, LONGEST)

/** What failed, then what was in error, each with its steps and findings, but without what was on the wire. */
export function failedSection(scenarios: readonly ScenarioHistory[], anchorOf: (scenario: string) => string, requirementLink: (id: string) => Markup): Markup {
  const told = scenarios.slice(0, TOLD)
  return html`<section class="assay-part"><h1 class="nhsuk-heading-l" id="failed">What failed</h1>
<p>${scenarios.length === 0 ? 'No scenario failed, and none was in error.' : 'Requests and responses of each scenario are in the HTML report and in the evidence pack.'}</p>
${told.map((scenario) => failedScenario(scenario, anchorOf(scenario.scenario), requirementLink))}
${scenarios.length > told.length && html`<p><strong>And ${scenarios.length - told.length} more</strong>, in the HTML report.</p>`}
</section>`
}

function failedScenario({ name, feature, file, line, outcome, reason, requirements, steps }: ScenarioHistory, anchor: string, requirementLink: (id: string) => Markup): Markup {
  return html`<article class="assay-scenario assay-scenario--${outcome}">
<h2 class="nhsuk-heading-m" id="${anchor}">${short(name)}</h2>
<p>${outcomeTag(outcome)} <span class="assay-quiet">${short(feature)}, ${short(`${file}:${line}`)}</span></p>
${reason !== undefined && html`<p>${short(reason)}</p>`}
<p>Speaks for ${requirements.slice(0, 20).map((id, i) => html`${i > 0 && ', '}${requirementLink(id)}`)}</p>
<ol class="assay-plain">${steps.slice(0, 60).map(stepItem)}</ol>
</article>`
}

function stepItem({ facts, checks }: StepHistory): Markup {
  const threw = facts?.outcome === 'error' ? facts.message : undefined
  return html`<li>${outcomeMark(facts?.outcome ?? 'error')}<strong>${short(facts?.keyword ?? 'The run ended here')}</strong> ${short(facts?.text ?? '')}
${threw !== undefined && html`<p class="assay-line">${short(threw)}</p>`}
${checks.filter((check) => check.outcome !== 'passed').slice(0, 20).map(checkBlock)}</li>`
}

function checkBlock({ name, findings }: CheckEvidence): Markup {
  return html`<div class="assay-finding"><p><strong>${short(name)}</strong></p>
${findings.slice(0, 10).map(({ what, expected, seen }) => html`<p>${short(what)}</p>${(expected !== undefined || seen !== undefined) && html`<dl><div><dt>Expected</dt><dd>${short(expected ?? 'nothing')}</dd></div><div><dt>Seen</dt><dd>${short(seen ?? 'nothing')}</dd></div></dl>`}`)}
${findings.length > 10 && html`<p>And ${findings.length - 10} more.</p>`}</div>`
}
