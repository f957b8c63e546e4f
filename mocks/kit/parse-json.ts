/** Deeper than any document that the published services take; shallow enough for every walk over what was read. */
const DEEPEST = 200

/**
 * Reads JSON that a caller sent.
 *
 * @throws SyntaxError when it is not JSON, or nested so deep that reading it would cost the stack
 */
export function parseJson(text: string, reviver?: (key: string, value: unknown) => unknown): unknown {
  if (isTooDeep(text)) throw new SyntaxError(`The document is nested more than ${DEEPEST} levels deep`)
  return JSON.parse(text, reviver)
}

function isTooDeep(text: string): boolean {
  if (text.length < 2 * DEEPEST) return false
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (quoted) {
      if (letter === BACKSLASH) at++
      else if (letter === QUOTE) quoted = false
    } else if (letter === QUOTE) quoted = true
    else if (letter === BRACE || letter === BRACKET) {
      if (++depth > DEEPEST) return true
    } else if (letter === END_BRACE || letter === END_BRACKET) depth--
  }
  return false
}

const [QUOTE, BACKSLASH, BRACE, END_BRACE, BRACKET, END_BRACKET] = [...'"\\{}[]'].map((letter) => letter.charCodeAt(0))
