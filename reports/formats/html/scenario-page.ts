import type { CheckEvidence, Finding } from '../../../config/evidence.ts'
import type { Body, ExchangeHead } from '../../pack/events.ts'
import type { Pack } from '../../pack/open.ts'
import type { ScenarioHistory, StepHistory } from '../../pack/replay.ts'
import { fact } from './decision-page.ts'
import { exchangeBlock } from './exchange.ts'
import type { Page } from './layout.ts'
import { exchangeAnchor, requirementFile, scenarioFile } from './links.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import { LONGEST_BODY, wholeLink } from './message.ts'
import { outcomeMark, outcomeTag } from './outcomes.ts'
import type { ReportModel } from './report-model.ts'
import type { WholeOf } from './whole-bodies.ts'
import { duration, instant, plural } from './words.ts'

/** Where a screenshot was copied to, by the digest of its blob; undefined when it is no picture that we show. */
export type PictureOf = (blob: string) => string | undefined

/** What lies beside the pages: from the folder of the report, by the digest of a blob. */
export interface Beside {
  pictureOf: PictureOf
  wholeOf: WholeOf
}

/** One scenario: what was done, what was checked, and what was on the wire. */
export function scenarioPage(scenario: ScenarioHistory, neighbours: { before?: ScenarioHistory; after?: ScenarioHistory }, model: ReportModel, beside: Beside): Page {
  const { steps } = scenario
  const wire = steps.map((step) => ({ step, exchanges: step.exchanges.toSorted(byTime) })).filter(({ exchanges }) => exchanges.length > 0)
  const exchanges = wire.flatMap((part) => part.exchanges)
  const numbers = new Map(exchanges.map((exchange, i) => [exchange.id, i + 1]))
  const telling = new Set(steps.flatMap((step) => step.checks.flatMap((check) => check.findings.map((finding) => finding.exchange))))
  return {
    title: scenario.name,
    section: 'scenarios.html',
    up: '../',
    breadcrumbs: [{ text: 'Scenarios', href: 'scenarios.html' }, ...breadcrumbOf(scenario, model)],
    content: html`
<span class="nhsuk-caption-l">${scenario.feature}</span>
<h1 class="nhsuk-heading-l">${scenario.name} ${outcomeTag(scenario.outcome)}</h1>
${scenario.reason !== undefined && html`<div class="assay-why assay-why--${scenario.outcome}"><p>${scenario.reason}</p></div>`}
<dl class="nhsuk-summary-list nhsuk-summary-list--no-border assay-facts">
${fact('Speaks for', html`<ul class="nhsuk-list nhsuk-u-margin-bottom-0">${scenario.requirements.map((id) => html`<li>${requirementLink(id, model)}</li>`)}</ul>`)}
${fact('Where', `${scenario.file}:${scenario.line}${scenario.rule === undefined ? '' : `, rule: ${scenario.rule}`}`)}
${fact('Run', html`${scenario.startedAt === undefined ? 'not started' : `${instant(scenario.startedAt)}, ${duration(scenario.durationMs)}`}${scenario.attempts > 1 && `, attempt ${scenario.attempts}`}`)}
</dl>
<h2 class="nhsuk-heading-m">Steps</h2>
${steps.length === 0 ? html`<p>No step ran.</p>` : html`<ol class="assay-steps">${steps.map((step) => stepBlock(step, numbers, model.pack, beside))}</ol>`}
<h2 class="nhsuk-heading-m">On the wire</h2>
${exchanges.length === 0
    ? html`<p>Nothing was recorded.</p>`
    : html`<p class="assay-quiet">${plural(exchanges.length, 'exchange')}, in order. Secrets and real NHS numbers were taken out before anything was kept: <code>[redacted:kind]</code> stands in their place.</p>
${wire.map((part) => html`<section><h3 class="assay-wire__step">${part.step.facts?.keyword} ${part.step.facts?.text}</h3>
${part.exchanges.map((exchange) => exchangeBlock(exchange, numbers.get(exchange.id) ?? 0, opens(exchange, telling), { textOf: model.pack.text, wholeOf: beside.wholeOf }))}</section>`)}`}
${pagination(neighbours)}`,
  }
}

/** Calls of the candidate are read from the journal after the step; what they did in between the harness's own is told by their times. */
const byTime = (a: ExchangeHead, b: ExchangeHead): number => Date.parse(a.startedAt) - Date.parse(b.startedAt)

/** What a finding points at, and what broke a rule, is open from the start. */
const opens = (exchange: ExchangeHead, telling: ReadonlySet<string | undefined>): boolean => telling.has(exchange.id) || exchange.violations.length > 0

function breadcrumbOf({ requirements }: ScenarioHistory, model: ReportModel): { text: string; href: string }[] {
  const [first] = requirements.filter((id) => model.requirement(id) !== undefined)
  return first === undefined ? [] : [{ text: first, href: requirementFile(first) }]
}

function requirementLink(id: string, model: ReportModel): Markup {
  const requirement = model.requirement(id)
  if (requirement === undefined) return html`${id} <span class="assay-quiet">(not in the scope of this run)</span>`
  return html`<a href="../${requirementFile(id)}">${id}</a> ${requirement.title}`
}

function stepBlock({ facts, checks, attachments, logs }: StepHistory, numbers: ReadonlyMap<string, number>, pack: Pack, { pictureOf, wholeOf }: Beside): Markup {
  const outcome = facts?.outcome ?? 'error'
  return html`<li class="assay-step assay-step--${outcome}">
<p class="assay-step__text">${outcomeMark(outcome)}<strong>${facts?.keyword ?? 'The run ended here'}</strong> ${facts?.text ?? ''} <span class="assay-quiet">${facts !== undefined && duration(facts.durationMs)}</span></p>
${facts?.table !== undefined && html`<table class="assay-data"><caption class="nhsuk-u-visually-hidden">Data of the step</caption>${facts.table.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</table>`}${facts?.docString !== undefined && html`<pre class="assay-body">${facts.docString}</pre>`}${checks.map((check) => checkBlock(check, numbers))}${facts?.message !== undefined && outcome !== 'passed' && html`<details class="nhsuk-details"${outcome === 'error' && html` open`}><summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">What the step threw</span></summary><div class="nhsuk-details__text"><pre class="assay-body" tabindex="0" role="region" aria-label="What the step threw">${facts.message}</pre></div></details>`}${logs.map((log) => html`<p class="assay-log">${log}</p>`)}${attachments.map(({ name, mediaType, body }) => {
    const picture = 'blob' in body ? pictureOf(body.blob) : undefined
    if (picture !== undefined) return html`<figure class="assay-picture"><img src="../${picture}" alt="Screenshot: ${name ?? facts?.text ?? 'page'}" loading="lazy"><figcaption class="assay-quiet">${name ?? 'Screenshot'}</figcaption></figure>`
    return attachmentBlock(name ?? mediaType, mediaType, body, pack.text(body), wholeOf)
  })}
</li>
`
}

function attachmentBlock(name: string, mediaType: string, body: Body, text: string | undefined, wholeOf: WholeOf): Markup {
  const shown = /^text\/|json|xml/.test(mediaType) ? text?.slice(0, LONGEST_BODY) : undefined
  return html`<details class="nhsuk-details"><summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">${name}</span></summary><div class="nhsuk-details__text">
<p class="assay-quiet">${mediaType}${'blob' in body && `, ${body.bytes} bytes, in the pack as blobs/${body.blob}`}</p>
${shown !== undefined && html`<pre class="assay-body" tabindex="0" role="region" aria-label="${name}">${shown}</pre>`}${shown !== text && wholeLink(body, name, wholeOf)}</div></details>`
}

function checkBlock({ name, outcome, findings, exchanges }: CheckEvidence, numbers: ReadonlyMap<string, number>): Markup {
  const looked = exchanges.map((id) => numbers.get(id)).filter((number) => number !== undefined)
  return html`<div class="assay-check assay-check--${outcome}"><p>${outcomeMark(outcome)}<span class="assay-check__name">${name}</span>
${looked.length > 0 && html`<span class="assay-quiet">looked at exchange ${ranges(looked).map(([first, last], i) => html`${i > 0 && ', '}${exchangeLink(first)}${last > first && html` to ${exchangeLink(last)}`}`)}</span>`}</p>
${findings.map((finding) => findingBlock(finding, numbers))}</div>`
}

const exchangeLink = (number: number): Markup => html`<a href="#${exchangeAnchor(number)}">${number}</a>`

/** 1, 2, 3, 7 as 1 to 3 and 7. */
function ranges(numbers: readonly number[]): [first: number, last: number][] {
  const found: [first: number, last: number][] = []
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const open = found.at(-1)
    if (open !== undefined && open[1] === number - 1) open[1] = number
    else found.push([number, number])
  }
  return found
}

function findingBlock({ what, expected, seen, exchange }: Finding, numbers: ReadonlyMap<string, number>): Markup {
  const number = numbers.get(exchange ?? '')
  return html`<div class="assay-finding"><p><strong>${what}</strong>${number !== undefined && html` <a href="#${exchangeAnchor(number)}">shown by exchange ${number}</a>`}</p>
${(expected !== undefined || seen !== undefined) && html`<dl><div><dt>Expected</dt><dd>${expected ?? 'nothing'}</dd></div><div><dt>Seen</dt><dd>${seen ?? 'nothing'}</dd></div></dl>`}</div>`
}

function pagination({ before, after }: { before?: ScenarioHistory; after?: ScenarioHistory }): Markup | undefined {
  if (before === undefined && after === undefined) return undefined
  const link = (scenario: ScenarioHistory, text: string): Markup =>
    html`<a class="assay-neighbour" href="../${scenarioFile(scenario.scenario)}"><span class="assay-neighbour__way">${text}</span><br>${scenario.name}</a>`
  return html`<nav class="assay-neighbours" aria-label="Other scenarios"><div>${before !== undefined && link(before, '← Before')}</div><div>${after !== undefined && link(after, 'Next →')}</div></nav>`
}
