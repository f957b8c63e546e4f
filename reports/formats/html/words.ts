/** Small pieces of text that several pages need. */

/** `national-services` -> `National services`. */
export const humanise = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')

const INSTANT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' })

/** `3 March 2025 at 09:00:00 UTC`. What is no date stays as it is. */
export function instant(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : `${INSTANT.format(date)} UTC`
}

/** `34 ms`, `1.2 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}

export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** How well the catalogue knows a requirement, in a sentence for a reviewer. */
export const BASIS: Record<string, string> = {
  'verified-text': 'Its text was read at the source.',
  'verified-title': 'Its id, title and level are confirmed; the wording here is ours.',
  'supporting-spec': 'Taken from a national specification that the standard refers to.',
  inferred: 'Our judgement. Confirm it at the source before relying on it.',
}

/** How a requirement is verified, in a phrase. */
export const VERIFICATION: Record<string, string> = {
  'automated-api': 'Automatically, through the API',
  'automated-ui': 'Automatically, in the browser',
  'automated-message': 'Automatically, by the messages it sends',
  'automated-nonfunctional': 'Automatically, by measuring',
  'document-evidence': 'By a document from the supplier',
  inspection: 'By inspection',
}
