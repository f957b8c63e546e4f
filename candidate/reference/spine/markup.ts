/** XML text that is well formed as it stands. */
export interface Markup {
  readonly xml: string
}

type Value = Markup | string | number | undefined | false | readonly (Markup | undefined | false)[]

/**
 * Writes XML from a template: text that is put in is escaped, markup goes in as it stands, and what is undefined leaves nothing.
 *
 * @example
 * markup`<name>${'Fish & chips'}</name>`.xml // <name>Fish &amp; chips</name>
 */
export function markup(texts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const written = texts.map((text, at) => `${text.replaceAll(/(^|>)\s+(?=<)/g, '$1').replace(/>\s+$/, '>')}${at < values.length ? write(values[at]) : ''}`)
  return { xml: written.join('').trim() }
}

/** An attribute that is not always there; nothing where it has no value. */
export const attribute = (name: string, value: string | undefined): Markup | undefined => (value === undefined ? undefined : { xml: ` ${name}="${escapeXml(value)}"` })

function write(value: Value): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') return escapeXml(String(value))
  return 'xml' in value ? value.xml : value.map(write).join('')
}

export const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
