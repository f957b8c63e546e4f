import type { Body, ExchangeHead } from '../../pack/events.ts'
import { exchangeAnchor } from './links.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import { bodyBlock, headerTable, requestLine, wholeLink } from './message.ts'
import type { WholeOf } from './whole-bodies.ts'
import { duration, plural } from './words.ts'

/** One call and its answer, side by side. */
export function exchangeBlock(exchange: ExchangeHead, number: number, open: boolean, { textOf, wholeOf }: { textOf: (body: Body) => string | undefined; wholeOf: WholeOf }): Markup {
  const { request, response, violations, fault, operation, durationMs } = exchange
  const names = `request ${number}`
  const block = (body: Body, label: string, marked?: ExchangeHead['violations']): Markup => bodyBlock(textOf(body), label, { ...(marked && { violations: marked }), whole: () => wholeLink(body, label, wholeOf) })
  return html`<details class="nhsuk-details assay-exchange" id="${exchangeAnchor(number)}"${open && html` open`}>
<summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">${number}. ${request.method} ${pathOf(request.url)}</span>
<span class="assay-exchange__facts">${direction(exchange)} · ${operation} · ${response === undefined ? 'no answer' : response.status} · ${duration(durationMs)}${violations.length > 0 && html`
<strong class="nhsuk-tag nhsuk-tag--red">${plural(violations.length, 'violation')}</strong>`}${fault !== undefined && html`
<strong class="nhsuk-tag nhsuk-tag--blue">injected: ${fault}</strong>`}</span></summary>
<div class="nhsuk-details__text">${violations.length > 0 && html`
<ul class="assay-violations">${violations.map(({ rule, detail, clause, pointer }) => html`
<li><strong>${detail}</strong><br><span class="assay-quiet">${rule}${pointer !== undefined && html` at <code>${pointer}</code>`}. ${clause}</span></li>`)}</ul>`}
<div class="assay-sides">
<section aria-label="Request ${number}"><h4 class="nhsuk-heading-xs">Request</h4>
<p class="assay-line">${requestLine(request.method, request.url, violations)}</p>
${headerTable(request.headers, `Headers of ${names}`, violations)}
${request.body !== undefined && block(request.body, `Body of ${names}`, violations)}
</section>
<section aria-label="Response ${number}"><h4 class="nhsuk-heading-xs">Response</h4>
${response === undefined
    ? html`<p>No answer came: the connection was reset, or the time ran out.</p>`
    : html`<p class="assay-line"><strong>${response.status}</strong> after ${duration(durationMs)}</p>
${headerTable(response.headers, `Headers of the response to ${names}`)}
${response.body !== undefined && block(response.body, `Body of the response to ${names}`)}`}
</section>
</div>
</div>
</details>
`
}

function direction({ direction: way, service }: ExchangeHead): string {
  return way === 'candidate-to-service' ? `system → ${service}` : 'harness → system'
}

/** The end of a URL says most; the beginning is the same everywhere. */
function pathOf(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/]+/i, '').split('?')[0] ?? url
  return path.length <= 80 ? path : `…${path.slice(-79)}`
}
