import { LIMITS } from './limits.ts'

/**
 * `JSON.parse` for what a stranger wrote: brackets within brackets are counted first, since whoever walks the result recurses.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) i = endOfString(text, i)
    else if (code === BRACKET || code === BRACE) {
      if (++depth > LIMITS.depth) throw new SyntaxError(`more than ${LIMITS.depth} brackets within brackets`)
    } else if (code === BRACKET + 2 || code === BRACE + 2) depth--
  }
  return JSON.parse(text)
}

/** Where the string that begins at a quote ends: at the next quote that no backslash escapes, or with the text. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++
    if (escapes % 2 === 0) return end
  }
  return text.length
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const BRACKET = 0x5b
const BRACE = 0x7b
