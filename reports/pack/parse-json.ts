import { LIMITS } from './limits.ts'

/**
 * `JSON.parse` for what a stranger wrote: brackets within brackets are counted first, since whoever walks the result recurses.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === BACKSLASH) i++
      else if (code === QUOTE) inString = false
    } else if (code === QUOTE) inString = true
    else if (code === BRACKET || code === BRACE) {
      if (++depth > LIMITS.depth) throw new SyntaxError(`more than ${LIMITS.depth} brackets within brackets`)
    } else if (code === BRACKET + 2 || code === BRACE + 2) depth--
  }
  return JSON.parse(text)
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const BRACKET = 0x5b
const BRACE = 0x7b
