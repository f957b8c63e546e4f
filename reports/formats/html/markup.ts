import { visible } from '../../visible.ts'

/** HTML that is safe to put into a page as it is. Nothing else is. */
export class Markup {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }

  toString(): string {
    return this.html
  }
}

/** What a template takes: markup as it is, text and numbers escaped, lists one after the other, nothing for nothing. */
export type Part = Markup | string | number | undefined | false | readonly Part[]

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' }

const SPECIAL = /[&<>"'`]/
const EACH_SPECIAL = /[&<>"'`]/g

/** Text for element content and for quoted attributes alike; invisible characters are spelt out. */
export function escape(text: string): string {
  const seen = visible(text)
  // Most texts have nothing to escape, and there are millions of them.
  return SPECIAL.test(seen) ? seen.replace(EACH_SPECIAL, (character) => ENTITIES[character] ?? '') : seen
}

/**
 * Text for element content only, never for an attribute: quotes stay as they are, which makes a third of what a page of JSON would otherwise
 * be. What opens a tag or a reference is escaped as everywhere.
 */
export function elementText(text: string): Markup {
  return new Markup(visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
}

/**
 * Tagged template for HTML. Whatever is put in is escaped unless it is markup already, so that nothing a candidate sent can act.
 * Attribute values must be quoted in the template, and link targets must come from `links.ts` or `externalLink`.
 *
 * @example html`<p class="${kind}">${text}</p>`
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  let result = strings[0] ?? ''
  for (let i = 0; i < parts.length; i++) result += render(parts[i]) + (strings[i + 1] ?? '')
  return new Markup(result)
}

function render(part: Part): string {
  if (part === undefined || part === false) return ''
  if (part instanceof Markup) return part.html
  if (typeof part === 'object') return part.map(render).join('')
  return escape(String(part))
}

/** A link out of the report, only to the web; anything else, `javascript:` above all, stays text. */
export function externalLink(url: string, text: string): Markup {
  const isWeb = /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url)
  return isWeb ? html`<a href="${url}" rel="noopener noreferrer">${text}</a>` : html`${text} <span class="assay-quiet">(${url})</span>`
}
