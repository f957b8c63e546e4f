import { isUtf8 } from 'node:buffer'
import { constants, gunzipSync, inflateSync } from 'node:zlib'
import { firstMark, lookThroughBase64, lookThroughEscapes, lookThroughPercent, lookThroughReferences } from './hidden-text.ts'
import { textOfPdf } from './pdf-text.ts'
import { HEADER_RULES, OF_THE_FIELD, TEXT_RULES, mark, mayHoldSecret, mayNameField, redactNhsNumbers } from './redaction-rules.ts'

/** How much may still be unpacked on behalf of one text, and in how many layers of encoding. */
interface Effort {
  layers: number
  budget: { bytes: number }
}

/** Encodings within encodings that are opened. */
const LAYERS = 6
/** What one text may unpack to, all in all. What would take more is not read, and so not kept. */
const UNPACKED_BYTES = 64 * 1024 * 1024
const UNREAD = mark('unread')

const effort = (): Effort => ({ layers: LAYERS, budget: { bytes: UNPACKED_BYTES } })

/**
 * Takes secrets, tokens and real NHS numbers out of a text; each leaves `[redacted:<kind>]` behind. Encoded text in it is read, too:
 * percent-encoding, character references, escapes and base64, and what is compressed or a PDF within that.
 */
export function redactText(text: string): string {
  try {
    return redactLayer(text, effort())
  } catch (error) {
    // What V8 throws when a pattern has gone too far to find its way back: nobody looked at the rest.
    if (error instanceof RangeError) return UNREAD
    throw error
  }
}

/** A document as bytes, without what never enters a pack: text is redacted; anything else that can be read and hides a secret is left out whole. */
export function redactBytes(bytes: Uint8Array, textual: boolean): Uint8Array {
  if (textual) return Buffer.from(redactText(Buffer.from(bytes).toString()))
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isUtf8(content)) {
    const text = content.toString()
    const clean = redactText(text)
    return clean === text ? bytes : Buffer.from(clean)
  }
  const found = markFor(content, effort())
  return found === undefined ? bytes : Buffer.from(found)
}

function redactLayer(text: string, { layers, budget }: Effort): string {
  if (text.length < 6) return text
  let result = redactNhsNumbers(mayHoldSecret(text) ? applyRules(text) : text)
  const deeper = { layers: layers - 1, budget }
  const look = (plain: string): string => (layers === 0 ? plain : redactLayer(plain, deeper))
  result = lookThroughEscapes(result, look)
  result = lookThroughReferences(result, look)
  result = lookThroughPercent(result, look)
  return layers === 0 ? result : lookThroughBase64(result, (bytes) => markFor(bytes, deeper))
}

function applyRules(text: string): string {
  const hasFields = mayNameField(text)
  let result = text
  for (const { kind, when, pattern, replace } of TEXT_RULES) {
    if ((hasFields || kind !== OF_THE_FIELD) && result.includes(when)) result = result.replace(pattern, replace)
  }
  return result
}

/** The mark of the first secret that bytes hide, in whatever they turn out to be. */
function markFor(bytes: Buffer, effort: Effort): string | undefined {
  if (isPrivateKey(bytes)) return mark('private-key')
  try {
    const unpacked = unpack(bytes, effort.budget)
    if (unpacked !== undefined) return effort.layers === 0 ? UNREAD : markFor(unpacked, { ...effort, layers: effort.layers - 1 })
    const text = textIn(bytes, effort.budget)
    if (text === undefined) return undefined
    const clean = redactLayer(text, effort)
    return clean === text ? undefined : firstMark(clean)
  } catch (error) {
    // What the limit of zlib throws: too much to read, and what is not read is not kept.
    if (error instanceof RangeError) return UNREAD
    throw error
  }
}

function unpack(bytes: Buffer, budget: Effort['budget']): Buffer | undefined {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  const isZlib = bytes[0] === 0x78 && bytes.length > 2 && bytes.readUInt16BE(0) % 31 === 0
  if (!isGzip && !isZlib) return undefined
  try {
    const options = { maxOutputLength: Math.max(budget.bytes, 1), finishFlush: constants.Z_SYNC_FLUSH }
    const unpacked = isGzip ? gunzipSync(bytes, options) : inflateSync(bytes, options)
    budget.bytes -= unpacked.length
    return unpacked
  } catch (error) {
    if (error instanceof RangeError) throw error
    // It only began like that.
    return undefined
  }
}

function textIn(bytes: Buffer, budget: Effort['budget']): string | undefined {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return textOfPdf(bytes, Math.max(budget.bytes, 1))
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le')
  return isUtf8(bytes) ? bytes.toString() : undefined
}

/** PKCS #8 in DER (RFC 5208): a sequence that begins with version 0 and the sequence of an algorithm; SEC 1 and PKCS #1 keys likewise. */
const isPrivateKey = (bytes: Buffer): boolean => bytes.length > 40 && bytes[0] === 0x30 && /^30(?:..|81..|82....)0201(?:00(?:30|02)|0104)/.test(bytes.toString('hex', 0, 12))

/** The same for headers, some of which are secret whatever they contain. Names are kept as they were. */
export function redactHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const rule = HEADER_RULES.find((candidate) => candidate.name.test(name.toLowerCase()))
      return [redactText(name), redactText(rule === undefined ? value : rule.redact(value))]
    }),
  )
}

/** Applies `redactText` to every string in plain data, and `redactHeaders` wherever a member is called `headers`. */
export function redactData<T>(value: T): T {
  return redactUnknown(value) as T
}

function redactUnknown(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(redactUnknown)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [redactText(key), key === 'headers' && isHeaders(member) ? redactHeaders(member) : redactUnknown(member)]),
  )
}

function isHeaders(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((member) => typeof member === 'string')
}
