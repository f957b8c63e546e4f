import { sha256 } from '../../pack/sha256.ts'
import { escapeMarkdown } from '../escape-markdown.ts'
import { plain } from '../plain.ts'

/** Text from a pack in the data types of OSCAL (its metaschema's `token`, `string`, `markup-line`). */

/** An id as a token. One that is none, and so none of the catalogue's, gets one made of its digest. */
export const token = (id: string): string => (/^[\p{L}_][\p{L}\p{N}._-]*$/u.test(id) && id.length <= 200 ? id : `_${sha256(id).slice(0, 32)}`)

/** A string: one line, not empty. */
export const string = (text: string): string => plain(text, 1000) || 'none'

/** A line, or lines, of Markdown in which nothing from a pack is markup. */
export const markup = (...lines: readonly string[]): string => lines.map((line) => escapeMarkdown(plain(line))).filter((line) => line !== '').join('\n\n') || 'none'

export interface Prop {
  name: string
  ns: string
  value: string
}

/** Properties that OSCAL does not know itself; those without a value are left out. */
export const props = (values: Record<string, string | number | boolean | undefined>): Prop[] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [{ name, ns: 'urn:assay:oscal', value: string(String(value)) }]))
