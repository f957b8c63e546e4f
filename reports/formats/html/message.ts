import type { Violation } from '../../../config/evidence.ts'
import type { Body } from '../../pack/events.ts'
import { elementText, html } from './markup.ts'
import type { Markup } from './markup.ts'
import { prettyJson } from './pretty-json.ts'
import type { WholeOf } from './whole-bodies.ts'

/** Longest text that is shown; of what is longer the beginning. */
export const LONGEST_BODY = 64 * 1024

/** A document in base64, of which nobody reads more than the beginning. */
const shortened = (text: string): string =>
  // Split, since a pattern that takes a run of megabytes at once breaks on it.
  /[\w+/=-]{1024}/.test(text) ? text.split(/([^\w+/=-])/).map((run) => (run.length < 1024 ? run : `${run.slice(0, 64)}… (${run.length - 64} more characters in the pack)`)).join('') : text

/** Whether a violation speaks of a header (by name), a query parameter (`query:name`) or a place in the body (`/a/b`). */
const pointsTo = (violations: readonly Violation[], pointer: string): boolean => violations.some((violation) => violation.pointer?.toLowerCase() === pointer.toLowerCase())

/** Method and URL, the parts that broke a rule marked. */
export function requestLine(method: string, url: string, violations: readonly Violation[]): Markup {
  const [path = '', ...query] = url.split('?')
  const parameters = query.join('?').split('&')
  const shown = parameters.map((parameter, i) => html`${i > 0 && '&'}${markIf(pointsTo(violations, `query:${parameter.split('=')[0]}`), parameter)}`)
  return html`<strong>${method}</strong> ${markIf(pointsTo(violations, 'url'), path)}${query.length > 0 && html`?${shown}`}`
}

export function headerTable(headers: Record<string, string>, caption: string, violations: readonly Violation[] = []): Markup {
  const rows = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1))
  if (rows.length === 0) return html`<p class="assay-quiet">No headers.</p>`
  // Without the end tags that HTML leaves out as well: a report of ten thousand scenarios has a million of these rows.
  return html`<table class="assay-headers" aria-label="${caption}">${rows.map(([name, value]) => html`
<tr><th scope=row>${markIf(pointsTo(violations, name) || pointsTo(violations, `header:${name}`), name)}<td>${elementText(value)}`)}</table>`
}

/**
 * @param text undefined when its blob is missing or was changed
 * @param whole leads to all of it, where not all is shown
 */
export function bodyBlock(text: string | undefined, label: string, { violations = [], whole = () => undefined }: { violations?: readonly Violation[]; whole?: () => Markup | undefined } = {}): Markup {
  if (text === undefined) return html`<p><strong class="nhsuk-tag nhsuk-tag--orange">Body missing from the pack</strong></p>`
  const brief = shortened(text)
  const shown = brief.slice(0, LONGEST_BODY)
  const lines = brief.length > shown.length ? undefined : prettyJson(shown)
  const content = lines === undefined ? elementText(breakForm(shown)) : violations.length === 0 ? elementText(`${lines.map(({ text: line }) => line).join('\n')}\n`) : lines.map(({ text: line, pointer }) => html`${markIf(pointer !== '' && pointsTo(violations, pointer), line)}\n`)
  return html`<pre class="assay-body" tabindex="0" role="region" aria-label="${label}">${content}</pre>${brief.length > shown.length && html`<p class="assay-quiet">The first ${shown.length} of ${brief.length} characters; all of it is in the pack.</p>`}${shown !== text && whole()}`
}

/** Leads to all of a body as the pack has it: shown as text or saved, never as a page. Nothing where the pack has it no longer. */
export function wholeLink(body: Body, label: string, wholeOf: WholeOf): Markup | undefined {
  if (!('blob' in body)) return undefined
  const whole = wholeOf(body.blob)
  return whole && html`<p class="nhsuk-body-s assay-quiet"><a href="../${whole.path}" download="${whole.name}">${label}, whole</a>: ${body.bytes} bytes, as in the pack.</p>`
}

/** A form has all its fields in one line; a reader wants one a line. */
const breakForm = (text: string): string => (/^[\w.-]+=[^\s<>{}]*$/.test(text) ? text.replaceAll('&', '&\n') : text)

const markIf = (marked: boolean, text: string): Markup => (marked ? html`<mark>${elementText(text)}</mark>` : elementText(text))
