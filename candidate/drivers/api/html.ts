/** Hidden form fields (a CSRF token) that a browser would send back. */
export function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1]
    if (name) fields[name] = /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  return fields
}

const LONGEST_MESSAGE = 600

/** The words of a page's main part, as a reader would take them in; `undefined` when it has none. */
export function wordsOfPage(html: string): string | undefined {
  const main = /<main\b[^>]*>([\s\S]*?)<\/main>/i.exec(html)?.[1] ?? /<body\b[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1]
  const words = main
    ?.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(?:#39|rsquo|apos);/g, "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return words === undefined || words === '' ? undefined : words.slice(0, LONGEST_MESSAGE)
}
