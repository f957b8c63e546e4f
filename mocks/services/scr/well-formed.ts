const TOKEN = /<!--[\s\S]*?-->|<\/?([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|</g
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/

/** Whether a piece of XHTML is well-formed XML with one root: tags close in their order, attributes are quoted, no HTML entities. */
export function isWellFormed(xhtml: string): boolean {
  if (ENTITY.test(xhtml)) return false
  const open: string[] = []
  let roots = 0
  for (const [token, name, , selfClosing] of xhtml.trim().matchAll(TOKEN)) {
    if (token.startsWith('<!--')) continue
    if (name === undefined) return false
    if (token.startsWith('</')) {
      if (open.pop() !== name) return false
    } else {
      if (open.length === 0) roots++
      if (!selfClosing) open.push(name)
    }
  }
  return open.length === 0 && roots === 1
}
