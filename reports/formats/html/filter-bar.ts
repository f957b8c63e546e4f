import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import { SHOWN, SHOWN_ORDER } from './outcomes.ts'

export interface Select {
  name: string
  label: string
  options: { value: string; text: string }[]
}

/** Search and selects over the items of a page; appears only where scripts run. */
export function filterBar(what: string, selects: Select[]): Markup {
  return html`<div class="assay-filter" data-filter hidden role="search" aria-label="Narrow down the ${what}">
<div class="nhsuk-form-group"><label class="nhsuk-label nhsuk-label--s" for="filter-text">Search</label>
<input class="nhsuk-input" id="filter-text" name="text" type="search" autocomplete="off" spellcheck="false"></div>
${selects.map(({ name, label, options }) => html`<div class="nhsuk-form-group"><label class="nhsuk-label nhsuk-label--s" for="filter-${name}">${label}</label>
<select class="nhsuk-select" id="filter-${name}" name="${name}"><option value="">All</option>${options.map(({ value, text }) => html`<option value="${value}">${text}</option>`)}</select></div>
`)}
<p class="assay-filter__count" data-count aria-live="polite"></p>
</div>`
}

export function outcomeSelect(present: ReadonlySet<string>): Select {
  const options = SHOWN_ORDER.filter((outcome) => present.has(outcome)).map((outcome) => ({ value: outcome, text: SHOWN[outcome].word }))
  return { name: 'outcome', label: 'Outcome', options }
}
