import type { Environment } from '../kit/environment.ts'
import type { JournalLine } from '../kit/journal.ts'

/** One exchange as the list shows it. */
export interface TrafficLine {
  seq: number
  service: string
  operation: string
  at: number
  method: string
  /** Path and query, cut when long. */
  url: string
  /** Absent while the answer is under way, and when the connection was reset. */
  status?: number
  durationMs: number
  violations: number
  /** The first rule that was broken, with its clause and pointer. */
  first?: { rule: string; detail: string; clause: string; pointer?: string }
  fault?: string
  subject?: string
}

/** Which exchanges to show. */
export interface TrafficFilter {
  service?: string
  violations?: boolean
  /** Part of the operation, path, patient or status. */
  text?: string
}

const LONGEST_URL = 300

/** The newest exchanges that pass the filter, newest first. */
export function traffic(environment: Environment, count: number, filter: TrafficFilter, range: { before?: number; since?: number } = {}): TrafficLine[] {
  return environment.journal.newest(count, { ...range, where: (line) => passes(line, filter) }).map(show)
}

function passes(line: JournalLine, { service, violations, text }: TrafficFilter): boolean {
  if (service !== undefined && line.service !== service) return false
  if (violations && line.violations.length === 0) return false
  if (text === undefined) return true
  return [line.operation, line.url, line.subject ?? '', String(line.status ?? '')].some((value) => value.toLowerCase().includes(text))
}

function show(line: JournalLine): TrafficLine {
  const [first] = line.violations
  return {
    seq: line.seq,
    service: line.service,
    operation: line.operation,
    at: line.at,
    method: line.method,
    url: line.url.length > LONGEST_URL ? `${line.url.slice(0, LONGEST_URL)}…` : line.url,
    ...(line.status !== undefined && { status: line.status }),
    durationMs: Math.round(line.durationMs * 10) / 10,
    violations: line.violations.length,
    ...(first && { first: { rule: first.rule, detail: first.detail, clause: first.clause, ...(first.pointer !== undefined && { pointer: first.pointer }) } }),
    ...(line.fault !== undefined && { fault: line.fault }),
    ...(line.subject !== undefined && { subject: line.subject }),
  }
}

/** Reads a filter from a query string. */
export function readFilter(query: URLSearchParams): TrafficFilter {
  const text = query.get('text')?.trim().toLowerCase()
  return {
    ...(query.get('service') && { service: query.get('service')! }),
    ...(query.get('violations') === 'true' && { violations: true }),
    ...(text && { text }),
  }
}
