/** One part of a multipart message. */
export interface MimePart {
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>
  /** Content-Id without angle brackets; empty where there is none. */
  contentId: string
  /** Media type without parameters, in lower case. */
  contentType: string
  /** Content-Transfer-Encoding in lower case; `8bit` where it is not said. */
  encoding: string
  /** As it was meant: out of base64 where it was in it. */
  content: Buffer
}

/** An extract may have many attachments; more than this is an attack. */
const MOST_PARTS = 1_000
const LONGEST_HEADERS = 16 * 1024

/** What is wrong with a multipart message. */
export class MimeProblem extends Error {}

/**
 * Takes a multipart/related message apart. Lines may end in LF or CRLF.
 *
 * @param contentType of the whole message, with its boundary
 * @returns the parts, and whether the closing boundary was there
 * @throws MimeProblem when it cannot be
 */
export function readMultipart(contentType: string, body: Uint8Array): { parts: MimePart[]; closed: boolean } {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]?.trim()
  if (!/^multipart\/related\b/i.test(contentType) || boundary === undefined) throw new MimeProblem(`expected multipart/related with a boundary, saw ${contentType || 'no content type'}`)
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const delimiter = Buffer.from(`--${boundary}`)
  const parts: MimePart[] = []
  let at = nextDelimiter(bytes, delimiter, 0)
  if (at < 0) throw new MimeProblem('the boundary does not occur in the body')
  for (;;) {
    const start = at + delimiter.byteLength
    if (bytes.toString('latin1', start, start + 2) === '--') return { parts, closed: true }
    const next = nextDelimiter(bytes, delimiter, start)
    const raw = bytes.subarray(start, next < 0 ? bytes.byteLength : next)
    // What stands behind the last boundary without its two dashes is a part only if there is something.
    if (next >= 0 || raw.toString('latin1').trim() !== '') parts.push(readPart(raw))
    if (parts.length > MOST_PARTS) throw new MimeProblem(`more than ${MOST_PARTS} parts`)
    if (next < 0) return { parts, closed: false }
    at = next
  }
}

/** Where the delimiter next stands at the beginning of a line. */
function nextDelimiter(bytes: Buffer, delimiter: Buffer, from: number): number {
  for (let at = bytes.indexOf(delimiter, from); at >= 0; at = bytes.indexOf(delimiter, at + 1)) if (at === 0 || bytes[at - 1] === 0x0a) return at
  return -1
}

function readPart(raw: Buffer): MimePart {
  const head = raw.toString('latin1', 0, LONGEST_HEADERS)
  const match = /^[ \t]*\r?\n([\s\S]*?\r?\n|)\r?\n/.exec(head)
  if (!match) throw new MimeProblem('the headers of a part do not end')
  const headers: Record<string, string> = {}
  for (const line of match[1]!.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    if (line === '') continue
    const colon = line.indexOf(':')
    if (colon < 1) throw new MimeProblem(`a header of a part is no header: ${line.slice(0, 60)}`)
    headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim()
  }
  const body = raw.subarray(match[0].length)
  // The line break before the boundary belongs to the boundary.
  const end = body.at(-1) === 0x0a ? (body.at(-2) === 0x0d ? 2 : 1) : 0
  const content = body.subarray(0, body.byteLength - end)
  const encoding = (headers['content-transfer-encoding'] ?? '8bit').toLowerCase()
  return {
    headers,
    contentId: (headers['content-id'] ?? '').replaceAll(/^<|>$/g, ''),
    contentType: (headers['content-type'] ?? 'text/plain').split(';')[0]!.trim().toLowerCase(),
    encoding,
    content: encoding === 'base64' ? Buffer.from(content.toString('latin1'), 'base64') : content,
  }
}

/** A part to be written. Its content is text, in base64 already where `encoding` says so. */
export interface OutgoingPart {
  contentId: string
  contentType: string
  encoding: '8bit' | 'base64'
  content: string
}

/** Writes a multipart/related message; the first part is its root. */
export function writeMultipart(parts: readonly OutgoingPart[], boundary: string): { contentType: string; body: string } {
  const written = parts.map(({ contentId, contentType, encoding, content }) => `--${boundary}\r\nContent-Id: <${contentId}>\r\nContent-Type: ${contentType}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${content}\r\n`)
  return { contentType: `multipart/related; boundary="${boundary}"; type="text/xml"; start="<${parts[0]?.contentId ?? ''}>"`, body: `${written.join('')}--${boundary}--\r\n` }
}
