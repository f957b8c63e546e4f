import { inflateSync } from 'node:zlib'

/** Fonts whose encoding is tried on the text of a document. */
const FONTS = 64

/**
 * What a PDF says, for a search in it: not in reading order, and each text once for every font that it may be set in.
 * Read are strings outside streams, and the streams that are plain or deflated (ISO 32000-1, 7.3.4, 7.4.4 and 9.10.3).
 *
 * @param longest bytes that a stream may hold
 * @throws RangeError when a stream holds more
 */
export function textOfPdf(pdf: Buffer, longest: number): string {
  const source = pdf.toString('latin1')
  const streams: string[] = []
  const outside = source.replaceAll(/\bstream\r?\n([\s\S]*?)endstream/g, (_, content: string) => {
    streams.push(contentOf(Buffer.from(content, 'latin1'), longest))
    return '\n'
  })
  const fonts = streams.filter((stream) => stream.includes('beginbf')).slice(0, FONTS).map(readCharacterMap)
  const texts = streams.filter((stream) => /\bT[jJ]\b|['"]\s/.test(stream) && /[(<]/.test(stream))
  const views = [undefined, ...fonts].flatMap((font) => texts.flatMap((text) => [stringsOf(text, font).join(''), stringsOf(text, font).join(' ')]))
  return [stringsOf(outside, undefined).join('\n'), ...streams.filter((stream) => !texts.includes(stream)), ...views].join('\n')
}

function contentOf(bytes: Buffer, longest: number): string {
  try {
    return inflateSync(bytes, { maxOutputLength: longest }).toString('latin1')
  } catch (error) {
    if (error instanceof RangeError) throw error
    // Not deflated: it is what it is.
    return bytes.toString('latin1')
  }
}

/** Literal and hexadecimal strings, as the font says they are to be read. */
function stringsOf(text: string, font: Map<number, string> | undefined): string[] {
  return [...text.matchAll(/\(((?:\\[\s\S]|[^\\()])*)\)|<([0-9a-fA-F\s]{2,})>/g)].map(([, literal, hex]) => {
    const bytes = hex === undefined ? Buffer.from(unescaped(literal ?? ''), 'latin1') : Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return swapped(bytes.subarray(2)).toString('utf16le')
    return font === undefined ? bytes.toString('latin1') : mapped(bytes, font)
  })
}

const unescaped = (literal: string): string =>
  literal.replaceAll(/\\(?:([0-7]{1,3})|\r?\n|([\s\S]))/g, (_, octal?: string, character = '') => (octal === undefined ? character : String.fromCharCode(Number.parseInt(octal, 8) & 0xff)))

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16()

/** Codes of composite fonts have two bytes. */
function mapped(bytes: Buffer, font: Map<number, string>): string {
  let text = ''
  for (let i = 0; i + 1 < bytes.length; i += 2) text += font.get(bytes.readUInt16BE(i)) ?? ' '
  return text
}

/** A ToUnicode map: from the codes of a font to what they mean. */
function readCharacterMap(stream: string): Map<number, string> {
  const map = new Map<number, string>()
  const unicode = (hex: string): string => swapped(Buffer.from(hex, 'hex')).toString('utf16le')
  for (const [, block = ''] of stream.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', hex = ''] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g)) map.set(Number.parseInt(code, 16), unicode(hex))
  }
  for (const [, block = ''] of stream.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', hex, list] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>|\[([^\]]*)\])/g)) {
      const [first, last] = [Number.parseInt(from, 16), Math.min(Number.parseInt(to, 16), 0xffff)]
      const each = list?.match(/[0-9a-fA-F]+/g)
      for (let code = first; code <= last; code++) {
        map.set(code, each === undefined ? String.fromCodePoint((Number.parseInt(hex ?? '0', 16) + code - first) % 0x110000) : unicode(each?.[code - first] ?? ''))
      }
    }
  }
  return map
}
