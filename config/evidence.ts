import type { Outcome } from './outcome.ts'

/**
 * What a scenario hands over as evidence. The steps produce it, the pack keeps it, the reports show it;
 * none of them imports another, all of them import this.
 */

/** Media types under which evidence travels from a worker to the pack. */
export const EVIDENCE_MEDIA_TYPE = {
  check: 'application/vnd.assay.check+json',
  exchange: 'application/vnd.assay.exchange+json',
  omission: 'application/vnd.assay.omission+json',
} as const

/** One thing that is not as it should be. */
export interface Finding {
  /** What is wrong, in words a reviewer understands. */
  what: string
  expected?: string
  seen?: string
  /** Id of the exchange that shows it. */
  exchange?: string
}

/** A named assertion and what it found. No findings: it passed. */
export interface CheckEvidence {
  /** The sentence the check stands for: "the request is retried as the service asked". */
  name: string
  outcome: Extract<Outcome, 'passed' | 'failed' | 'error'>
  findings: Finding[]
  /** Ids of the exchanges the check looked at, in order. */
  exchanges: string[]
}

/** One request and its response on the wire, in either direction. */
export interface ExchangeEvidence {
  /** Unique within its scenario: shards that were merged may each have an exchange of the same id. */
  id: string
  /** Who called whom: the candidate a national service, or the harness the candidate. */
  direction: 'candidate-to-service' | 'harness-to-candidate'
  /** Key of the service (`pds`), or `candidate`. */
  service: string
  /** Name of the operation in the service's published API, or the port's verb. */
  operation: string
  /** ISO 8601 instant at which the request arrived. */
  startedAt: string
  durationMs: number
  request: { method: string; url: string; headers: Record<string, string>; body?: string }
  /** Absent when the connection was reset or timed out. */
  response?: { status: number; headers: Record<string, string>; body?: string }
  /** What the real service would have objected to. */
  violations: Violation[]
  /** Name of the injected fault that shaped the answer. */
  fault?: string
}

/** A rule of the published service that a request broke. */
export interface Violation {
  /** Short stable name: `missing-if-match`. */
  rule: string
  /** What was wrong, with the value seen. */
  detail: string
  /** The specification and clause that says so. */
  clause: string
  /** Where in the request: a header name, `query:birthdate`, or a JSON pointer into the body. */
  pointer?: string
}

/** Why a scenario could not be run (`skipped`) or does not apply (`omitted`). */
export interface OmissionEvidence {
  outcome: Extract<Outcome, 'skipped' | 'omitted'>
  reason: string
}
