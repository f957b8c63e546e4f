import type { Violation } from '../../config/evidence.ts'
import type { Reply } from './reply.ts'

/** One exchange as the environment saw it. */
export interface JournalEntry {
  /** Position in the environment's journal, from 1. */
  seq: number
  /** Service key; `unmatched` when no service has this path. */
  service: string
  /** Operation name of the published API; `unmatched` when the service has no such route. */
  operation: string
  /** Instant of arrival in real time (ms since the epoch). */
  at: number
  /** The same instant on the environment's clock. */
  environmentTime: number
  durationMs: number
  method: string
  /** Path and query below the environment's prefix. */
  url: string
  requestHeaders: Record<string, string>
  requestBody?: string
  /** Absent while the answer is under way, and when the connection was reset. */
  status?: number
  responseHeaders?: Record<string, string>
  responseBody?: string
  violations: Violation[]
  /** Kind of the injected fault that shaped the answer. */
  fault?: string
  /** The patient (NHS number) the exchange is about, where the route knows it. */
  subject?: string
  /** Whether the service carried the request out (a fault may lose the answer afterwards). */
  processed: boolean
}

/** @internal What is recorded on the fast path; turned into a `JournalEntry` only when somebody reads. */
export interface RawEntry {
  seq: number
  service: string
  operation: string
  at: number
  environmentTime: number
  durationMs: number
  method: string
  url: string
  headers: Headers | readonly string[]
  requestBody: Uint8Array | undefined
  reply: Reply | undefined
  violations: Violation[]
  fault: string | undefined
  subject: string | undefined
  processed: boolean
  /** No longer in the journal: what becomes of it does not count any more. */
  gone?: boolean
}

/** Which entries to read. All given conditions must hold. */
export interface JournalQuery {
  service?: string
  operation?: string
  subject?: string
  /** Only entries after this position. */
  since?: number
  /** A header the request carried, for instance a correlation id. */
  header?: { name: string; value: string }
}

/** What a journal keeps; beyond either limit the oldest entries are let go and counted in `dropped`. */
export interface JournalLimits {
  entries: number
  /** Bytes of bodies and headers, reckoned roughly. */
  bytes: number
}

/** Per environment. Days of work by hand, or the busiest scenario many times over, fit into it; a flood does not fill the memory. */
export const JOURNAL_LIMITS: JournalLimits = { entries: 200_000, bytes: 256 * 1024 * 1024 }

/** What an entry weighs beyond its bodies and headers. */
const ENTRY_BYTES = 600

/** How much more than is kept may gather before anything is let go, so that it happens seldom. */
const SLACK = 1.1

/** An entry as a list shows it: what costs nothing to tell. */
export type JournalLine = Pick<RawEntry, 'seq' | 'service' | 'operation' | 'at' | 'durationMs' | 'method' | 'url' | 'violations' | 'fault' | 'subject'> & { status: number | undefined }

/** Everything that reached an environment, in order of arrival. */
export class Journal {
  #entries: RawEntry[] = []
  #next = 1
  #bytes = 0
  readonly #limits: JournalLimits
  /** How many of the oldest entries no longer fit. */
  dropped = 0
  /** Bytes of all requests that ever came, kept or not, reckoned roughly. */
  brought = 0

  constructor(limits: JournalLimits = JOURNAL_LIMITS) {
    this.#limits = limits
  }

  /** @internal */
  add(entry: Omit<RawEntry, 'seq'>): RawEntry {
    const raw = entry as RawEntry
    raw.seq = this.#next++
    this.#entries.push(raw)
    const weight = weightOf(raw)
    this.#bytes += weight
    this.brought += weight
    this.#letGo()
    return raw
  }

  /** @internal What became of a call that was added when it arrived. */
  answered(entry: RawEntry, reply: Reply | undefined): void {
    entry.reply = reply
    if (entry.gone) return
    this.#bytes += replyWeight(reply)
    this.#letGo()
  }

  /** The newest entry is kept however large it is. */
  #letGo(): void {
    const { entries, bytes } = this.#limits
    if (this.#entries.length <= entries * SLACK && this.#bytes <= bytes * SLACK) return
    let gone = 0
    while (gone < this.#entries.length - 1 && (this.#entries.length - gone > entries || this.#bytes > bytes)) {
      const oldest = this.#entries[gone++]!
      this.#bytes -= weightOf(oldest) + replyWeight(oldest.reply)
      oldest.gone = true
    }
    this.dropped += gone
    this.#entries = this.#entries.slice(gone)
  }

  /** Position of the newest entry; pass it as `since` to read what comes after. */
  get position(): number {
    return this.#next - 1
  }

  read(query: JournalQuery = {}): JournalEntry[] {
    const first = this.#entries[0]?.seq ?? 1
    const from = query.since === undefined ? 0 : Math.max(0, query.since - first + 1)
    return this.#entries.slice(from).filter((entry) => matches(entry, query)).map(present)
  }

  /** The newest entries that meet a condition, newest first, without their bodies: for a list of many. `before`: only older ones than this. */
  newest(count: number, options: { before?: number; since?: number; where?: (line: JournalLine) => boolean } = {}): JournalLine[] {
    const lines: JournalLine[] = []
    const last = this.#entries.length - 1
    const first = this.#entries[0]?.seq ?? 1
    for (let at = options.before === undefined ? last : Math.min(last, options.before - first - 1); at >= 0 && lines.length < count; at--) {
      const entry = this.#entries[at]!
      if (options.since !== undefined && entry.seq <= options.since) break
      const line = lineOf(entry)
      if (!options.where || options.where(line)) lines.push(line)
    }
    return lines
  }

  /** One entry by its position; `undefined` when there is none (any more). */
  entry(seq: number): JournalEntry | undefined {
    const found = this.#entries[seq - (this.#entries[0]?.seq ?? 1)]
    return found && present(found)
  }
}

function matches(entry: RawEntry, query: JournalQuery): boolean {
  return (
    (query.service === undefined || entry.service === query.service) &&
    (query.operation === undefined || entry.operation === query.operation) &&
    (query.subject === undefined || entry.subject === query.subject) &&
    (query.header === undefined || headersOf(entry.headers)[query.header.name.toLowerCase()] === query.header.value)
  )
}

function lineOf({ seq, service, operation, at, durationMs, method, url, violations, fault, subject, reply }: RawEntry): JournalLine {
  return { seq, service, operation, at, durationMs, method, url, violations, fault, subject, status: reply?.status }
}

function weightOf(entry: RawEntry): number {
  let bytes = ENTRY_BYTES + entry.url.length + (entry.requestBody?.byteLength ?? 0)
  if (Array.isArray(entry.headers)) for (const part of entry.headers as readonly string[]) bytes += part.length
  return bytes
}

function replyWeight(reply: Reply | undefined): number {
  return reply?.body === undefined ? 0 : reply.body.length
}

function present(entry: RawEntry): JournalEntry {
  return {
    seq: entry.seq,
    service: entry.service,
    operation: entry.operation,
    at: entry.at,
    environmentTime: entry.environmentTime,
    durationMs: entry.durationMs,
    method: entry.method,
    url: entry.url,
    requestHeaders: headersOf(entry.headers),
    ...(entry.requestBody && { requestBody: decode(entry.requestBody) }),
    ...(entry.reply && { status: entry.reply.status, responseHeaders: entry.reply.headers }),
    ...(entry.reply?.body !== undefined && { responseBody: decode(entry.reply.body) }),
    violations: entry.violations,
    ...(entry.fault && { fault: entry.fault }),
    ...(entry.subject && { subject: entry.subject }),
    processed: entry.processed,
  }
}

function decode(body: string | Uint8Array): string {
  if (typeof body === 'string') return body
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return `[${body.byteLength} bytes, not text] ${Buffer.from(body).toString('base64')}`
  }
}

function headersOf(headers: Headers | readonly string[]): Record<string, string> {
  if (headers instanceof Headers) return Object.fromEntries(headers)
  const record: Record<string, string> = {}
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = headers[i]!.toLowerCase()
    record[name] = record[name] === undefined ? headers[i + 1]! : `${record[name]}, ${headers[i + 1]}`
  }
  return record
}
