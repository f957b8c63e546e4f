import type { Outcome } from '../../../config/outcome.ts'
import type { Counts } from '../../pack/results.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'

/** How an outcome is shown. Never by colour alone: the word is always there. */
export const SHOWN: Record<Outcome, { word: string; tag: string; mark: string; meaning: string }> = {
  passed: { word: 'Passed', tag: 'green', mark: '✓', meaning: 'What was asked was seen.' },
  failed: { word: 'Failed', tag: 'red', mark: '✗', meaning: 'The system under assurance did something else. Its fault.' },
  error: { word: 'Error', tag: 'orange', mark: '!', meaning: "The set-up or the harness broke. Never the system's fault; says nothing about it." },
  skipped: { word: 'Skipped', tag: 'yellow', mark: '–', meaning: 'It could not be run. Blocks a pass.' },
  omitted: { word: 'Omitted', tag: 'grey', mark: '·', meaning: 'It does not apply to this system, which does not claim the capability or does not use the interface. Does not block a pass.' },
  attested: { word: 'Attested', tag: 'aqua-green', mark: '✓', meaning: 'A named person vouches for it.' },
  review: { word: 'Review', tag: 'purple', mark: '?', meaning: "It waits for a person's judgement: a document or an inspection shows it, not a machine." },
  waived: { word: 'Waived', tag: 'pink', mark: '~', meaning: 'It failed or is untested, and the policy accepts that until a date.' },
  untested: { word: 'Untested', tag: 'white', mark: '○', meaning: 'A machine could verify it, and nothing did.' },
}

/** The order in which outcomes stand in tables and bars: good first, then what needs attention. */
export const SHOWN_ORDER: readonly Outcome[] = ['passed', 'attested', 'failed', 'error', 'skipped', 'waived', 'review', 'untested', 'omitted']

export const outcomeTag = (outcome: Outcome): Markup => html`<strong class="nhsuk-tag nhsuk-tag--${SHOWN[outcome].tag}">${SHOWN[outcome].word}</strong>`

/** A small sign for tight places, with the word for who does not see it. */
export const outcomeMark = (outcome: Outcome): Markup =>
  html`<span class="assay-mark assay-mark--${outcome}" aria-hidden="true">${SHOWN[outcome].mark}</span><span class="nhsuk-u-visually-hidden">${SHOWN[outcome].word}: </span>`

export const total = (counts: Counts): number => Object.values(counts).reduce((sum, n) => sum + n, 0)

/** "12 passed, 1 failed". */
export function inWords(counts: Counts): string {
  const parts = SHOWN_ORDER.filter((outcome) => counts[outcome] !== undefined).map((outcome) => `${counts[outcome]} ${SHOWN[outcome].word.toLowerCase()}`)
  return parts.join(', ') || 'none'
}

/** A bar of shares. Widths are attributes of SVG, since the page's policy forbids inline styles. */
export function bar(counts: Counts, label: string): Markup {
  const all = total(counts)
  let x = 0
  const pieces = SHOWN_ORDER.map((outcome) => {
    const width = all === 0 ? 0 : ((counts[outcome] ?? 0) / all) * 100
    const piece = width === 0 ? undefined : html`<rect class="assay-fill--${outcome}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10"/>`
    x += width
    return piece
  })
  return html`<svg class="assay-bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${label}: ${inWords(counts)}">${pieces}</svg>`
}

export const glossary = (): Markup => html`
<dl class="assay-glossary">
${SHOWN_ORDER.map((outcome) => html`<div><dt>${outcomeTag(outcome)}</dt><dd>${SHOWN[outcome].meaning}</dd></div>
`)}</dl>`
