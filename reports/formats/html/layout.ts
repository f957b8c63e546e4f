import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { Markup, html } from './markup.ts'
import type { Part } from './markup.ts'

/** What every page of one report has in common. */
export interface Frame {
  /** Candidate and version, for titles. */
  subject: string
  runId: string
  /** Digest of the seal, or that there is none. */
  seal: string
  /** Shown above every page when the pack is not to be relied on. */
  warning?: Markup
}

export interface Page {
  title: string
  /** Which entry of the navigation is the current one. */
  section: (typeof SECTIONS)[number]['file']
  /** `../` for pages in a folder. */
  up?: string
  breadcrumbs?: { text: string; href: string }[]
  /** It has a list with a filter bar. */
  filtered?: boolean
  content: Part
}

const SECTIONS = [
  { file: 'index.html', text: 'Decision' },
  { file: 'requirements.html', text: 'Requirements' },
  { file: 'scenarios.html', text: 'Scenarios' },
  { file: 'about.html', text: 'About this evidence' },
] as const

/** In every page, so without what only a reader of the source needs: comments and indentation. */
const scriptOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8').replaceAll(/^ +|^\/\/.*\n/gm, '')
const PAGE_SCRIPT = scriptOf('./page.js')
const LIST_SCRIPT = `${PAGE_SCRIPT};${scriptOf('./list.js')}`

/** Nothing is fetched from anywhere, only this one script runs, and no form is sent. */
const policyOf = (script: string): string =>
  ["default-src 'none'", "style-src 'self'", "img-src 'self' data:", `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`, "base-uri 'none'", "form-action 'none'"].join('; ')
const PAGE = { script: PAGE_SCRIPT, policy: policyOf(PAGE_SCRIPT) }
const LIST = { script: LIST_SCRIPT, policy: policyOf(LIST_SCRIPT) }

export function renderPage(frame: Frame, { title, section, up = '', breadcrumbs = [], filtered = false, content }: Page): string {
  const { script, policy } = filtered ? LIST : PAGE
  return html`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="assay-seal" content="${frame.seal}">
<title>${title} - ${frame.subject} - Assay evidence</title>
<link rel="stylesheet" href="${up}assets/nhsuk.css">
<link rel="stylesheet" href="${up}assets/report.css">
</head>
<body>
<a class="nhsuk-skip-link" href="#maincontent">Skip to main content</a>
<header class="nhsuk-header" role="banner">
<div class="nhsuk-header__container nhsuk-width-container assay-width">
<div class="nhsuk-header__service"><a class="nhsuk-header__service-name" href="${up}index.html">Assay evidence report</a></div>
<p class="assay-header__subject">${frame.subject}</p>
</div>
<nav class="nhsuk-header__navigation" aria-label="Report">
<div class="nhsuk-header__navigation-container nhsuk-width-container assay-width">
<ul class="nhsuk-header__navigation-list">
${SECTIONS.map(({ file, text }) => html`<li class="nhsuk-header__navigation-item${file === section ? ' nhsuk-header__navigation-item--current' : ''}"><a class="nhsuk-header__navigation-link" href="${up}${file}"${file === section ? new Markup(' aria-current="page"') : ''}>${text}</a></li>
`)}</ul>
</div>
</nav>
</header>
<div class="nhsuk-width-container assay-width">
${breadcrumbs.length > 0 && html`<nav class="nhsuk-breadcrumb assay-breadcrumb" aria-label="Breadcrumb"><ol class="nhsuk-breadcrumb__list">
${breadcrumbs.map(({ text, href }) => html`<li class="nhsuk-breadcrumb__list-item"><a class="nhsuk-breadcrumb__link" href="${up}${href}">${text}</a></li>
`)}</ol></nav>`}
<main class="nhsuk-main-wrapper nhsuk-main-wrapper--s" id="maincontent">
${frame.warning}
${content}
</main>
</div>
<footer class="assay-footer">
<div class="nhsuk-width-container assay-width">
<p>Run ${frame.runId}. Rendered from the evidence under the seal <code>${frame.seal}</code>. This page is not itself sealed: <code>assay report</code> renders it again from the evidence, <code>assay verify</code> checks the evidence.</p>
</div>
</footer>
<script>${new Markup(script)}</script>
</body>
</html>
`.html
}
