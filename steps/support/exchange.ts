import type { ExchangeEvidence } from '../../config/evidence.ts'
import type { JournalEntry } from '../../mocks/kit/journal.ts'

/** A call of the candidate to a national service, as checks like to look at it. */
export class ServiceCall {
  readonly entry: JournalEntry
  readonly id: string

  constructor(entry: JournalEntry, environment: string) {
    this.entry = entry
    this.id = exchangeId(environment, entry.seq)
  }

  /** A header the candidate sent. */
  header(name: string): string | undefined {
    return this.entry.requestHeaders[name.toLowerCase()]
  }

  /** The body the candidate sent, as JSON; `undefined` when it is none. */
  get body(): unknown {
    try {
      return JSON.parse(this.entry.requestBody ?? '')
    } catch {
      // A body that is not JSON is a finding of the service's own validation, not of whoever reads it here.
      return undefined
    }
  }

  /** The body the candidate sent, as a form. */
  get form(): URLSearchParams {
    return new URLSearchParams(this.entry.requestBody ?? '')
  }

  /** Seconds, on the wall clock, at which the call arrived. */
  get seconds(): number {
    return this.entry.at / 1000
  }

  /** Seconds the service asked the caller to wait, if it did. */
  get retryAfter(): number | undefined {
    const value = this.entry.responseHeaders?.['retry-after']
    return value === undefined ? undefined : Number(value)
  }

  get query(): URLSearchParams {
    const mark = this.entry.url.indexOf('?')
    return new URLSearchParams(mark < 0 ? '' : this.entry.url.slice(mark + 1))
  }
}

/** Id of a journalled exchange, unique within the run. */
export function exchangeId(environment: string, seq: number): string {
  return `${environment}-${seq}`
}

/** A journal entry as evidence. */
export function toEvidence(entry: JournalEntry, environment: string): ExchangeEvidence {
  return {
    id: exchangeId(environment, entry.seq),
    direction: 'candidate-to-service',
    service: entry.service,
    operation: entry.operation,
    startedAt: new Date(entry.at).toISOString(),
    durationMs: Math.round(entry.durationMs),
    request: { method: entry.method, url: entry.url, headers: entry.requestHeaders, ...(entry.requestBody !== undefined && { body: entry.requestBody }) },
    ...(entry.status !== undefined && {
      response: { status: entry.status, headers: entry.responseHeaders ?? {}, ...(entry.responseBody !== undefined && { body: entry.responseBody }) },
    }),
    violations: entry.violations,
    ...(entry.fault && { fault: entry.fault }),
  }
}
