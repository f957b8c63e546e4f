/**
 * Text that stands in other clothes within a text: percent-encoded, with character references, with escapes, in base64.
 * Each function hands the plain form to `look` and puts something else in its place only where `look` changed it.
 */
type Look = (text: string) => string

const MARK = /\[redacted:[\w-]+\]/

/** The first mark in a text that was redacted. */
export const firstMark = (text: string): string | undefined => MARK.exec(text)?.[0]

/** `\u0039` and `\/` of JSON, other than for quotes and backslashes, whose meaning depends on where they stand. */
export function lookThroughEscapes(text: string, look: Look): string {
  if (!text.includes('\\u00') && !text.includes('\\/')) return text
  const plain = text.replaceAll(/\\u00([2-7][0-9a-f])|\\\//gi, (escape, hex?: string) => {
    const character = hex === undefined ? '/' : String.fromCharCode(Number.parseInt(hex, 16))
    return character === '"' || character === '\\' ? escape : character
  })
  const clean = look(plain)
  return clean === plain ? text : clean
}

/** A one for each of the signs, by its code. */
function tableOf(signs: string): Uint8Array {
  const table = new Uint8Array(65_536)
  for (const sign of signs) table[sign.charCodeAt(0)] = 1
  return table
}

/**
 * Puts each run between two ends that has the sign in it through `rewrite`.
 *
 * Not by a pattern: one that takes as many characters as there are remembers the way back from each of them, and gives up
 * ("Maximum call stack size exceeded") in some megabytes of base64, as soon as a process has compiled so many patterns that V8 optimises no more of them.
 */
function rewriteRuns(text: string, sign: string, ends: Uint8Array, rewrite: (run: string) => string): string {
  let result = ''
  let done = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, done)) {
    let [start, end] = [at, at + 1]
    while (start > done && ends[text.charCodeAt(start - 1)] === 0) start -= 1
    while (end < text.length && ends[text.charCodeAt(end)] === 0) end += 1
    result += text.slice(done, start) + rewrite(text.slice(start, end))
    done = end
  }
  return done === 0 ? text : result + text.slice(done)
}

const [BETWEEN_TAGS, IN_ATTRIBUTES] = [tableOf('<>'), tableOf('<>"')]

/** Character references of HTML and XML: in attribute values first, since these keep their quotes escaped. */
export function lookThroughReferences(text: string, look: Look): string {
  if (!text.includes('&') || !/&(?:#|quot;|apos;|lt;|amp;)/.test(text)) return text
  const within = (whole: string, ends: Uint8Array, escape: (clean: string) => string): string =>
    rewriteRuns(whole, '&', ends, (part) => {
      const plain = part.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(quot|apos|lt|gt|amp|nbsp));/gi, referenced)
      const clean = plain === part ? part : look(plain)
      return clean === plain ? part : escape(clean)
    })
  const escapeMarkup = (clean: string): string => clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const inAttributes = within(text, IN_ATTRIBUTES, (clean) => escapeMarkup(clean).replaceAll('"', '&quot;'))
  return within(inAttributes, BETWEEN_TAGS, escapeMarkup)
}

const NAMED: Record<string, string> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', nbsp: ' ' }

function referenced(reference: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? reference
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code <= 0x10ffff ? String.fromCodePoint(code) : reference
}

const SPACES = ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'
/** Not the apostrophe, which some encoders leave as it is. */
const ROUND_VALUES = tableOf(`${SPACES}"<>&=;,?#\\`)

/** Percent-encoded values, each between its delimiters, so that what stands around them is kept as it is. */
export const lookThroughPercent = (text: string, look: Look): string =>
  rewriteRuns(text, '%', ROUND_VALUES, (value) => {
    // A thousand at once, not all: see rewriteRuns. A letter of several bytes may be cut by that, a digit not.
    const plain = value.replaceAll(/(?:%[0-9a-f]{2}){1,1000}/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())
    const clean = plain === value ? plain : look(plain)
    return clean === plain ? value : percentEncoded(clean)
  })

/** Marks stay readable. */
const percentEncoded = (text: string): string =>
  encodeURIComponent(Buffer.from(text).toString()).replaceAll('%2B', '+').replaceAll(/%5Bredacted%3A([\w-]+)%5D/g, '[redacted:$1]')

/** Ten digits in base64, without padding: the least that is worth a look. */
const SHORTEST = 14
/** Lines of wrapped base64 are at least this long (RFC 7468: 64, RFC 2045: 76). */
const WRAPPED_LINE = 60
/** A run up to here may be a path or a list, of which only a part is base64. */
const LONGEST_PATH = 8192

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** What a character counts for in base64 and base64url, and one more; 0 for all others. */
const sextets = new Uint8Array(65_536)
for (const [value, character] of [...ALPHABET].entries()) sextets[character.charCodeAt(0)] = value + 1
for (const [character, same] of ['-+', '_/']) sextets[character!.charCodeAt(0)] = sextets[same!.charCodeAt(0)]!

const isBase64 = (text: string, at: number): boolean => at < text.length && sextets[text.charCodeAt(at)]! > 0
const sextet = (text: string, at: number): number => sextets[text.charCodeAt(at)]! - 1
/** What may stand between parts of a run: a slash, or any sign of the alphabets; 0 for all others. */
const [SIGN, SLASH] = [1, 2]
const separators = new Uint8Array(65_536)
for (const character of '-_+') separators[character.charCodeAt(0)] = SIGN
separators['/'.charCodeAt(0)] = SLASH

/**
 * Base64 and base64url, in one line or wrapped. Whoever looks says what takes the place of a run, if anything does.
 *
 * A run of the shortest length cannot lie between two places that are that far apart, so most characters are never looked at.
 */
export function lookThroughBase64(text: string, look: (bytes: Buffer) => string | undefined): string {
  let result = ''
  let done = 0
  const lookAt = (start: number, end: number): boolean => {
    if (end - start < SHORTEST || !mayBeReadable(text, start)) return false
    const run = text.slice(start, end)
    // White space is nothing to the decoder; escaped line ends would be letters.
    const found = look(Buffer.from(run.includes('\\') ? run.replaceAll(/\\[rn]/g, '') : run, 'base64'))
    if (found === undefined) return false
    result += text.slice(done, start) + found
    done = end
    while (text[done] === '=' && done < end + 2) done += 1
    return true
  }
  for (let at = SHORTEST - 1; at < text.length; at += SHORTEST) {
    if (!isBase64(text, at)) continue
    let start = at
    while (start > done && isBase64(text, start - 1)) start -= 1
    const end = endOfRun(text, start, at)
    // In a path, or with a word before or behind, a part of the run may be base64 by itself.
    if (!lookAt(start, end) && end - start > SHORTEST && end - start <= LONGEST_PATH && !lookAtParts(text, start, end, SLASH, lookAt)) lookAtParts(text, start, end, SIGN, lookAt)
    at = end
  }
  return done === 0 ? text : result + text.slice(done)
}

function lookAtParts(text: string, start: number, end: number, separator: number, lookAt: (start: number, end: number) => boolean): boolean {
  let found = false
  for (let from = start, at = start; at <= end; at++) {
    if (at < end && separators[text.charCodeAt(at)]! < separator) continue
    if (at - from >= SHORTEST && at - from < end - start && lookAt(from, at)) found = true
    from = at + 1
  }
  return found
}

/** Whether the first two bytes can begin text (UTF-8, or UTF-16 with its mark) or a file that is looked into: a glance that spares digests, ids and pictures the rest. */
function mayBeReadable(text: string, start: number): boolean {
  const [a, b, c] = [sextet(text, start), sextet(text, start + 1), sextet(text, start + 2)]
  const first = (a << 2) | (b >> 4)
  const second = ((b & 15) << 4) | (c >> 2)
  if (first < 0x80) return second < 0x80 || second >= 0xc2 || first === 0x1f || first === 0x30 || first === 0x78
  return (first >= 0xc2 && first <= 0xf4 && (second & 0xc0) === 0x80) || (first === 0xff && second === 0xfe)
}

function endOfRun(text: string, start: number, within: number): number {
  let line = start
  for (let end = within + 1; ; end++) {
    if (isBase64(text, end)) continue
    const wrap = end - line >= WRAPPED_LINE ? /^(?:\\r|\r)?(?:\\n|\n)[ \t]*(?=[\w+/-])/.exec(text.slice(end, end + 40))?.[0].length : undefined
    if (wrap === undefined) return end
    line = end + wrap
    end = line - 1
  }
}
