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

/** Entries kept per environment; beyond it the oldest are let go and counted in `dropped`. */
const LIMIT = 200_000

/** Everything that reached an environment, in order of arrival. */
export class Journal {
  #entries: RawEntry[] = []
  #next = 1
  /** How many of the oldest entries no longer fit. */
  dropped = 0

  /** @internal */
  add(entry: Omit<RawEntry, 'seq'>): RawEntry {
    const raw = entry as RawEntry
    raw.seq = this.#next++
    this.#entries.push(raw)
    if (this.#entries.length > LIMIT * 1.1) {
      this.dropped += this.#entries.length - LIMIT
      this.#entries = this.#entries.slice(-LIMIT)
    }
    return raw
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
}

function matches(entry: RawEntry, query: JournalQuery): boolean {
  return (
    (query.service === undefined || entry.service === query.service) &&
    (query.operation === undefined || entry.operation === query.operation) &&
    (query.subject === undefined || entry.subject === query.subject) &&
    (query.header === undefined || headersOf(entry.headers)[query.header.name.toLowerCase()] === query.header.value)
  )
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
