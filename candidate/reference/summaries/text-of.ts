const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The words of a piece of XHTML, one line a paragraph or row. Markup from elsewhere never reaches a page. */
export function textOf(xhtml: string): string {
  return xhtml
    .replace(/<\/(p|h\d|tr|li|div)>|<br\s*\/>/gi, '\n')
    .replace(/<\/t[dh]>/gi, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (whole: string, number: string | undefined, name: string | undefined) => (number ? String.fromCodePoint(Number(number)) : (ENTITIES[name ?? ''] ?? whole)))
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
