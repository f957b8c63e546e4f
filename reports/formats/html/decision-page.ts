import type { Decision } from '../../gate/decide.ts'
import { evidenceOf } from '../../gate/explain.ts'
import type { RuleResult } from '../../gate/rules.ts'
import { count } from '../../pack/results.ts'
import { hubNotes } from '../hub-notes.ts'
import type { Page } from './layout.ts'
import { requirementFile, requirementsHref, scenarioFile } from './links.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import { SHOWN, SHOWN_ORDER, bar, glossary, outcomeTag, total } from './outcomes.ts'
import { MET } from './report-model.ts'
import type { ReportModel } from './report-model.ts'
import { duration, humanise, instant } from './words.ts'

/** The front: what was decided, on what, and where it stands by area and standard. */
export function decisionPage(model: ReportModel): Page {
  const { results, run } = model.pack
  const { candidate } = results
  return {
    title: 'Decision',
    section: 'index.html',
    content: html`
<span class="nhsuk-caption-l">Evidence of a run of ${instant(results.run.startedAt)}</span>
<h1 class="nhsuk-heading-l">${candidate.name} ${candidate.version}</h1>
${model.decision !== undefined && decisionPanel(model.decision)}
${results.run.problems.length > 0 && problemList(results.run.problems)}
${numbers(model)}
${model.decision !== undefined && rules(model.decision, model)}
${model.decision !== undefined && attestations(model.decision)}
${model.decision !== undefined && waivers(model.decision)}
${matrix(model)}
<h2 class="nhsuk-heading-m">The run</h2>
<dl class="nhsuk-summary-list nhsuk-summary-list--no-border assay-facts">
${fact('Profile', results.run.profile)}
${fact('Reached through', candidate.drivers.join(', '))}
${fact('Capabilities claimed', candidate.capabilities.join(', ') || 'none')}
${hubNotes(model.pack).map((note) => fact('National services', note))}
${fact('Scenarios', `${results.scenarios.length}, in ${duration(Date.parse(run.finishedAt ?? run.startedAt) - Date.parse(run.startedAt))}`)}
</dl>
<h2 class="nhsuk-heading-m">What the words mean</h2>
${glossary()}`,
  }
}

export const fact = (key: string, value: string | Markup): Markup =>
  html`<div class="nhsuk-summary-list__row"><dt class="nhsuk-summary-list__key">${key}</dt><dd class="nhsuk-summary-list__value">${value}</dd></div>\n`

function decisionPanel({ decision, headline, policy, decidedAt }: Decision): Markup {
  return html`<div class="assay-decision assay-decision--${decision}">
<h2 class="nhsuk-heading-m">${headline}</h2>
<p>Policy <strong>${policy.name}</strong>: ${policy.title}. It speaks of ${policy.levels.join(' and ')} requirements. Decided ${instant(decidedAt)}.</p>
</div>`
}

const problemList = (problems: string[]): Markup => html`<div class="nhsuk-warning-callout"><h2 class="nhsuk-warning-callout__label">Problems outside the scenarios</h2>
<ul class="nhsuk-list nhsuk-list--bullet">${problems.map((problem) => html`<li>${problem}</li>`)}</ul></div>`

function numbers({ requirements, pack: { results } }: ReportModel): Markup {
  const must = requirements.filter(({ level }) => level === 'MUST')
  const cards: { number: string; text: string; href: string }[] = [
    { number: `${must.filter(({ outcome }) => MET.includes(outcome)).length} of ${must.length}`, text: 'MUST requirements met', href: requirementsHref({ level: 'MUST' }) },
    ...(['failed', 'error', 'untested', 'review'] as const).map((outcome) => ({
      number: String(requirements.filter((requirement) => requirement.outcome === outcome).length),
      text: { failed: 'requirements failed', error: 'requirements in error', untested: 'requirements untested', review: 'requirements to review' }[outcome],
      href: requirementsHref({ outcome }),
    })),
    { number: `${results.totals.scenarios.passed ?? 0} of ${results.scenarios.length}`, text: 'scenarios passed', href: 'scenarios.html' },
  ]
  return html`<ul class="assay-numbers">${cards.map(({ number, text, href }) => html`
<li><a href="${href}"><span class="assay-numbers__number">${number}</span> <span class="assay-numbers__text">${text}</span></a></li>`)}</ul>`
}

function rules({ rules: all }: Decision, model: ReportModel): Markup {
  return html`<table class="nhsuk-table assay-table">
<caption class="nhsuk-table__caption nhsuk-table__caption--m">What the policy asks</caption>
<thead class="nhsuk-table__head"><tr><th scope="col">Rule</th><th scope="col">Seen</th><th scope="col">Allowed</th><th scope="col">Result</th></tr></thead>
<tbody class="nhsuk-table__body">${all.map(({ title, seen, expected, ok, because }) => html`
<tr class="nhsuk-table__row"><td class="nhsuk-table__cell">${title}${evidence(because, ok, model)}</td><td class="nhsuk-table__cell">${seen}</td><td class="nhsuk-table__cell">${expected}</td>
<td class="nhsuk-table__cell">${ruleTag(ok, expected)}</td></tr>`)}
</tbody></table>`
}

function ruleTag(ok: boolean, expected: string): Markup {
  if (!ok) return html`<strong class="nhsuk-tag nhsuk-tag--red">Not met</strong>`
  return expected === 'any number' ? html`<strong class="nhsuk-tag nhsuk-tag--grey">Shown only</strong>` : html`<strong class="nhsuk-tag nhsuk-tag--green">Met</strong>`
}

/** What a rule rests on: the first few in sight where it is not met, the rest folded. */
function evidence(because: RuleResult['because'], ok: boolean, model: ReportModel): Markup | undefined {
  if (because.length === 0) return undefined
  const list = (items: string[]): Markup => html`<ul>${items.map((item) => html`<li>${reason(item, model)}</li>`)}</ul>`
  const inSight = ok ? [] : because.slice(0, 5)
  const folded = because.slice(inSight.length)
  return html`<div class="assay-because">${inSight.length > 0 && list(inSight)}${folded.length > 0 && html`<details><summary>${inSight.length === 0 ? `Which ${folded.length}` : `and ${folded.length} more`}</summary>${list(folded)}</details>`}</div>`
}

/** An id leads to its page; a sentence is a sentence. */
function reason(item: string, model: ReportModel): Markup {
  const requirement = model.requirement(item)
  if (requirement !== undefined) return html`<a href="${requirementFile(item)}">${item}</a> ${requirement.title}`
  const scenario = model.scenario(item)
  return scenario === undefined ? html`${item}` : html`<a href="${scenarioFile(item)}">${scenario.name}</a>${scenario.reason !== undefined && html`<br>${scenario.reason}`}`
}

function attestations({ attestations: all }: Decision): Markup | undefined {
  if (all.length === 0) return undefined
  return html`<table class="nhsuk-table assay-table">
<caption class="nhsuk-table__caption nhsuk-table__caption--m">Attestations</caption>
<thead class="nhsuk-table__head"><tr><th scope="col">Requirement</th><th scope="col">State</th><th scope="col">Statement and evidence</th><th scope="col">Who</th><th scope="col">From and until</th></tr></thead>
<tbody class="nhsuk-table__body">${all.map((attestation) => html`
<tr class="nhsuk-table__row"><td class="nhsuk-table__cell">${attestation.state === 'unknown' ? attestation.requirement : html`<a href="${requirementFile(attestation.requirement)}">${attestation.requirement}</a>`}</td>
<td class="nhsuk-table__cell"><strong class="nhsuk-tag nhsuk-tag--${attestation.state === 'counts' ? 'blue' : 'orange'}">${humanise(attestation.state)}</strong><br>It ${attestation.why}.</td>
<td class="nhsuk-table__cell assay-wraps">${attestation.statement}<br>${evidenceOf(attestation)}</td><td class="nhsuk-table__cell">${attestation.by}, ${attestation.role}</td><td class="nhsuk-table__cell">${attestation.date} to ${attestation.expires}</td></tr>`)}
</tbody></table>`
}

function waivers({ waivers: all }: Decision): Markup | undefined {
  if (all.length === 0) return undefined
  return html`<table class="nhsuk-table assay-table">
<caption class="nhsuk-table__caption nhsuk-table__caption--m">Waivers</caption>
<thead class="nhsuk-table__head"><tr><th scope="col">Requirement</th><th scope="col">State</th><th scope="col">Reason</th><th scope="col">Owner</th><th scope="col">From and until</th></tr></thead>
<tbody class="nhsuk-table__body">${all.map(({ requirement, state, why: because, reason: why, risk, owner, given, expires }) => html`
<tr class="nhsuk-table__row"><td class="nhsuk-table__cell">${state === 'unmatched' ? requirement : html`<a href="${requirementFile(requirement)}">${requirement}</a>`}</td>
<td class="nhsuk-table__cell"><strong class="nhsuk-tag nhsuk-tag--${state === 'active' ? 'pink' : 'orange'}">${humanise(state)}</strong><br>It ${because}.</td>
<td class="nhsuk-table__cell assay-wraps">${why}${risk !== undefined && html`<br>Risk accepted: ${risk}`}</td><td class="nhsuk-table__cell">${owner}</td><td class="nhsuk-table__cell">${given !== undefined && `${given.date} to `}${expires}</td></tr>`)}
</tbody></table>`
}

function matrix({ areas, requirements }: ReportModel): Markup {
  const present = count(requirements)
  const columns = SHOWN_ORDER.filter((outcome) => present[outcome] !== undefined)
  return html`<div class="assay-scroll" tabindex="0" role="region" aria-label="Requirements by area and standard"><table class="nhsuk-table assay-table assay-matrix">
<caption class="nhsuk-table__caption nhsuk-table__caption--m">Requirements by area and standard</caption>
<thead class="nhsuk-table__head"><tr><th scope="col">Standard or capability</th><th scope="col">Share</th>
${columns.map((outcome) => html`<th scope="col" class="nhsuk-table__header--numeric">${outcomeTag(outcome)}</th>`)}
<th scope="col" class="nhsuk-table__header--numeric">MUSTs met</th></tr></thead>
${areas.map(({ area, standards }) => html`<tbody class="nhsuk-table__body">
<tr><th scope="rowgroup" colspan="${columns.length + 3}" class="assay-matrix__area">${humanise(area)}</th></tr>
${standards.map(({ id, title, requirements: rows }) => {
    const counts = count(rows)
    const must = rows.filter(({ level }) => level === 'MUST')
    const met = must.filter(({ outcome }) => MET.includes(outcome)).length
    return html`<tr class="nhsuk-table__row"><th scope="row" class="assay-matrix__name"><a href="${requirementsHref({ standard: id })}">${id}</a> ${title}</th>
<td class="nhsuk-table__cell">${bar(counts, id)}</td>
${columns.map((outcome) => html`<td class="nhsuk-table__cell nhsuk-table__cell--numeric">${counts[outcome] === undefined ? html`<span class="assay-quiet">0</span>` : html`<a href="${requirementsHref({ standard: id, outcome })}" aria-label="${counts[outcome]} ${SHOWN[outcome].word.toLowerCase()} of ${id}">${counts[outcome]}</a>`}</td>`)}
<td class="nhsuk-table__cell nhsuk-table__cell--numeric">${must.length === 0 ? html`<span class="assay-quiet">none</span>` : `${met} of ${must.length}`}</td></tr>
`
  })}</tbody>
`)}
<tfoot><tr><th scope="row">All ${total(present)}</th><td>${bar(present, 'All requirements')}</td>
${columns.map((outcome) => html`<td class="nhsuk-table__cell--numeric">${present[outcome]}</td>`)}
<td class="nhsuk-table__cell--numeric">${requirements.filter(({ level, outcome }) => level === 'MUST' && MET.includes(outcome)).length} of ${requirements.filter(({ level }) => level === 'MUST').length}</td></tr></tfoot>
</table></div>`
}
