import { createHash } from 'node:crypto'
import type { Decision } from '../../gate/decide.ts'
import type { Pack } from '../../pack/open.ts'
import { distrustOf, sealNote } from '../format.ts'
import { allStyles } from '../html/assets.ts'
import { decisionPage } from '../html/decision-page.ts'
import { requirementFile, scenarioFile, standardAnchor } from '../html/links.ts'
import { Markup, html } from '../html/markup.ts'
import type { Part } from '../html/markup.ts'
import { reportModel } from '../html/report-model.ts'
import { requirementsPage } from '../html/requirements-page.ts'
import { instant } from '../html/words.ts'
import { hubNotes } from '../hub-notes.ts'
import { plain } from '../plain.ts'
import { TOLD, failedSection } from './failed-section.ts'

/** What paper needs beside the styles of the pages: folded lists stay folded, each part begins on a page. */
const PAPER = `
.assay-part { break-before: page; }
.assay-numbers { grid-template-columns: repeat(3, 1fr); }
.assay-list caption { font-size: 11pt; }
.assay-because > details:first-child { display: none; }
.assay-plain { margin: 8px 0; padding: 0; list-style: none; }
.assay-plain li { margin: 0 0 4px; }
.assay-contents ol { margin: 0; }
.assay-scenario { break-inside: auto !important; }
details:not([open])::details-content { display: none !important; }
`

/** The evidence as one document to print: front page with contents, decision, requirements, what failed. Needs nothing but itself. */
export function printView(pack: Pack, decision: Decision | undefined): string {
  const model = reportModel(pack, decision)
  const failed = (['failed', 'error'] as const).flatMap((outcome) => pack.run.scenarios.filter((scenario) => scenario.outcome === outcome))
  const anchors = new Map([
    ...model.requirements.map(({ id }, i) => [requirementFile(id), `requirement-${i + 1}`] as const),
    ...failed.slice(0, TOLD).map(({ scenario }, i) => [scenarioFile(scenario), `scenario-${i + 1}`] as const),
    ['requirements.html', 'requirements'] as const,
    ['scenarios.html', 'failed'] as const,
  ])
  const scenarioAnchor = (id: string): string => anchors.get(scenarioFile(id)) ?? 'failed'
  const requirementLink = (id: string): Markup => html`<a href="${requirementFile(id)}">${plain(id, 80)}</a>`
  const style = `${allStyles()}${PAPER}`
  const requirements = withAnchors(requirementsPage(model).content, anchors)
  const parts = html`${front(pack, model.areas, failed.slice(0, TOLD).map(({ scenario, name }) => ({ anchor: scenarioAnchor(scenario), name })))}
<section class="assay-part" id="decision">${decisionPage(model).content}</section>
<section class="assay-part" id="requirements">${requirements}</section>
${failedSection(failed, scenarioAnchor, requirementLink)}`
  return html`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${digest(style)}'; base-uri 'none'; form-action 'none'">
<title>Assay evidence: ${subjectOf(pack)}</title>
<style>${new Markup(style)}</style>
</head>
<body><main class="assay-width">${inDocument(parts, anchors)}</main></body>
</html>
`.html
}

const digest = (style: string): string => createHash('sha256').update(style).digest('base64')

const subjectOf = ({ results: { candidate } }: Pack): string => plain(`${candidate.name} ${candidate.version}`, 200)

function front(pack: Pack, areas: { standards: { id: string; title: string }[] }[], failed: { anchor: string; name: string }[]): Markup {
  const { run } = pack.results
  const distrust = distrustOf(pack)
  const entry = (anchor: string, text: string): Markup => html`<li><a href="#${anchor}">${plain(text, 160)}</a></li>\n`
  return html`<h1 class="nhsuk-heading-xl">Assay evidence: ${subjectOf(pack)}</h1>
<p>Run ${plain(run.id, 200)} of ${instant(run.startedAt)}, profile ${plain(run.profile, 200)}. Rendered from the evidence under the seal <code>${sealNote(pack)}</code>. This document is not itself sealed: <code>assay report</code> renders it again, <code>assay verify</code> checks the evidence.</p>
${hubNotes(pack).map((note) => html`<p>${note}</p>
`)}${distrust.length > 0 && html`<div class="nhsuk-warning-callout"><h2 class="nhsuk-warning-callout__label">Do not rely on this evidence</h2><ul class="nhsuk-list nhsuk-list--bullet">${distrust.map((why) => html`<li>${plain(why, 600)}</li>`)}</ul></div>`}
<nav class="assay-contents" aria-label="Contents"><h2 class="nhsuk-heading-m">Contents</h2>
<ol>
${entry('decision', 'Decision')}
<li><a href="#requirements">Requirements</a><ol>${areas.flatMap(({ standards }) => standards.map(({ id, title }) => entry(standardAnchor(id), `${id} ${title}`)))}</ol></li>
<li><a href="#failed">What failed</a>${failed.length > 0 && html`<ol>${failed.map(({ anchor, name }) => entry(anchor, name))}</ol>`}</li>
</ol></nav>`
}

/** Pages of the report become places in this document; the first mention of a requirement in its list is where it stands. */
const withAnchors = (content: Part, anchors: ReadonlyMap<string, string>): Markup =>
  new Markup(html`${content}`.html.replaceAll(/<a href="(requirements\/[^"]*)"/g, (link, file: string) => (anchors.has(file) ? `<a id="${anchors.get(file)}"` : link)))

/** Links within the report lead to their place in this document, or nowhere; links to the web stay. A path of this machine never gets into the PDF. */
const inDocument = (content: Markup, anchors: ReadonlyMap<string, string>): Markup =>
  new Markup(
    content.html.replaceAll(/ href="([^"]*)"/g, (link, href: string) => {
      if (href.startsWith('#') || /^https?:/.test(href)) return link
      const [page = '', anchor] = href.replace(/^(\.\.\/)+/, '').split('#')
      const place = anchor ?? anchors.get(page.split('?')[0] ?? page)
      return place === undefined ? '' : ` href="#${place}"`
    }),
  )
