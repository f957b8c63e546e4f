import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../../config/outcome.ts'
import { CHANGES } from '../../pack/compare.ts'
import type { ChangeKind, Comparison, RequirementChange, ScenarioChange, Side } from '../../pack/compare.ts'
import { writeStyles } from '../html/assets.ts'
import { fact } from '../html/decision-page.ts'
import { Markup, html } from '../html/markup.ts'
import { glossary, outcomeTag } from '../html/outcomes.ts'
import { instant, plural } from '../html/words.ts'
import { CHANGE_WORDS, headlineOf, totalsText } from './text.ts'

/** Seals of the two packs, as the page names them. */
export interface ComparedSeals {
  old: string
  new: string
}

/** Nothing is fetched from anywhere, and no script runs at all. */
const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"

/** Writes a page that shows a comparison, with its styles beside it. @returns the page */
export function writeComparison(comparison: Comparison, seals: ComparedSeals, outDir: string): string {
  writeStyles(outDir)
  const file = join(outDir, 'index.html')
  writeFileSync(file, comparisonPage(comparison, seals))
  return file
}

export function comparisonPage(comparison: Comparison, seals: ComparedSeals): string {
  const { old, new: now, unlike, requirements, scenarios, totals } = comparison
  return html`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${now.candidate}, compared with ${old.candidate} - Assay evidence</title>
<link rel="stylesheet" href="assets/nhsuk.css">
<link rel="stylesheet" href="assets/report.css">
</head>
<body>
<a class="nhsuk-skip-link" href="#maincontent">Skip to main content</a>
<header class="nhsuk-header" role="banner"><div class="nhsuk-header__container nhsuk-width-container assay-width">
<div class="nhsuk-header__service"><span class="nhsuk-header__service-name">Assay comparison</span></div>
<p class="assay-header__subject">${now.candidate}</p></div></header>
<div class="nhsuk-width-container assay-width">
<main class="nhsuk-main-wrapper nhsuk-main-wrapper--s" id="maincontent">
<h1 class="nhsuk-heading-l">What changed between two runs</h1>
<div class="assay-decision assay-decision--${totals.regressions === 0 ? 'meets' : 'does-not-meet'}"><h2 class="nhsuk-heading-m">${headlineOf(comparison)}</h2>
<p>Requirements: ${totalsText(totals.requirements)}.<br>Scenarios: ${totalsText(totals.scenarios)}.</p></div>
<dl class="nhsuk-summary-list assay-facts">${fact('Old run', side(old))}${fact('New run', side(now))}</dl>
${unlike.length > 0 && table('The runs themselves are unlike', ['In', 'Old', 'New'], unlike.map((row) => [row.what, row.old || 'none', row.new || 'none']))}
${CHANGES.map((kind) => section(kind, requirements.filter(({ change }) => change === kind), scenarios.filter(({ change }) => change === kind)))}
<h2 class="nhsuk-heading-m">What the words mean</h2>
${glossary()}
</main></div>
<footer class="assay-footer"><div class="nhsuk-width-container assay-width">
<p>Compared from the evidence under the seals <code>${seals.old}</code> (old) and <code>${seals.new}</code> (new). This page is not itself sealed: <code>assay compare</code> renders it again.</p>
</div></footer>
</body>
</html>
`.html
}

const side = ({ candidate, runId, startedAt, profile, requirements, scenarios, complete }: Side): Markup =>
  html`${candidate}, run <code>${runId}</code> of ${instant(startedAt)}, profile ${profile}: ${plural(requirements, 'requirement')}, ${plural(scenarios, 'scenario')}${!complete && html`. <strong>It is incomplete.</strong>`}`

function section(kind: ChangeKind, requirements: readonly RequirementChange[], scenarios: readonly ScenarioChange[]): Markup | undefined {
  if (requirements.length + scenarios.length === 0) return undefined
  return html`<section><h2 class="nhsuk-heading-m">${CHANGE_WORDS[kind].word}</h2><p>${CHANGE_WORDS[kind].meaning}</p>
${requirements.length > 0 && table(plural(requirements.length, 'requirement'), ['Before', 'After', 'Requirement', 'Level'], requirements.map((row) => [tag(row.before), tag(row.after), html`<strong>${row.id}</strong> ${row.title}`, row.level]))}
${scenarios.length > 0 && table(plural(scenarios.length, 'scenario'), ['Before', 'After', 'Scenario', 'Requirements'], scenarios.map((row) => [tag(row.before), tag(row.after), scenario(row), row.requirements.join(', ')]))}</section>`
}

const tag = (outcome: Outcome | undefined): Markup => (outcome === undefined ? html`<span class="assay-quiet">none</span>` : outcomeTag(outcome))

const scenario = ({ name, file, line, newlyNotPassed, noLongerNotPassed }: ScenarioChange): Markup => html`${name}<br><span class="assay-quiet">${file}:${line}</span>
${newlyNotPassed.length + noLongerNotPassed.length > 0 && html`<ul class="assay-checks">${newlyNotPassed.map((check) => html`<li>Now not passed: ${check}</li>`)}${noLongerNotPassed.map((check) => html`<li>No longer so: ${check}</li>`)}</ul>`}`

const table = (caption: string, head: string[], rows: (string | Markup)[][]): Markup => html`<div class="assay-scroll" tabindex="0" role="region" aria-label="${caption}"><table class="nhsuk-table assay-table">
<caption class="nhsuk-table__caption nhsuk-table__caption--s">${caption}</caption>
<thead class="nhsuk-table__head"><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody class="nhsuk-table__body">${rows.map((cells) => html`<tr class="nhsuk-table__row">${cells.map((cell) => html`<td class="nhsuk-table__cell">${cell}</td>`)}</tr>
`)}</tbody></table></div>`
