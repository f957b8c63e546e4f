import type { CheckEvidence, ExchangeEvidence } from '../../config/evidence.ts'
import type { Outcome } from '../../config/outcome.ts'

/**
 * The event log of a pack: one JSON object a line, in the order in which things happened. It is the only thing that
 * results and reports are made of. `docs/pack.md` documents it; `event.schema.json` is what a reader accepts.
 */

export const PACK_FORMAT = 'assay-evidence-pack'
export const PACK_VERSION = 1

/** `prev` of the first line. */
export const CHAIN_START = '0'.repeat(64)

/** What every line carries besides its own content. */
export interface EventLink {
  /** 1 for the first line, then one more each. */
  seq: number
  /** SHA-256 (hex) of the bytes of the line before, without its line feed. */
  prev: string
  /** ISO 8601 instant at which the line was written. */
  at: string
}

/** Text kept in the line when it is short, otherwise as a file in `blobs/`. */
export type Body = { text: string } | { blob: string; bytes: number }

/** The candidate as the run knew it. */
export interface CandidateFacts {
  name: string
  version: string
  /** The ways it was reached: `api`, `browser`, or the name of a supplier's module. */
  drivers: string[]
  /** Capabilities it claims: `C13`. */
  capabilities: string[]
}

/** A catalogue row as the run knew it (a `Requirement` fits), so that a report needs nothing but the pack. */
export interface RequirementFacts {
  id: string
  /** Whether the id is a published one. */
  official?: boolean
  title: string
  statement: string
  level: 'MUST' | 'SHOULD' | 'MAY'
  /** Id of the standard or capability it belongs to: `S56`, `C13`. */
  standard: string
  standardTitle?: string
  area: string
  /** How it is verified: `automated-api`, `document-evidence`, ... */
  verification: string
  /** How well the catalogue knows its text: `verified-text`, `inferred`, ... */
  basis: string
  /** What the catalogue could not see or confirm about it. */
  note?: string
  source?: { name: string; url: string }
}

type Message = { headers: Record<string, string>; body?: Body }

/** An exchange with its bodies moved out of the way. */
export interface ExchangeHead extends Omit<ExchangeEvidence, 'request' | 'response'> {
  request: Message & { method: string; url: string }
  response?: Message & { status: number }
}

export interface StepFacts {
  /** Position in the scenario, hooks included. */
  index: number
  /** `Given`, `When`, ...; `Before` or `After` for a hook. */
  keyword: string
  text: string
  outcome: Outcome
  durationMs: number
  /** What was thrown, for a step that did not pass. */
  message?: string
  table?: string[][]
  docString?: string
}

export interface ScenarioFacts {
  /** Stable over runs: see `scenarioId`. */
  scenario: string
  file: string
  line: number
  feature: string
  rule?: string
  name: string
  tags: string[]
  requirements: string[]
}

/** What a line says. */
export type EventContent =
  | {
      type: 'run-started'
      format: typeof PACK_FORMAT
      version: typeof PACK_VERSION
      runId: string
      seed: number
      profile: string
      candidate: CandidateFacts
      /** SHA-256 (hex) of the catalogue. */
      catalogue: string
      /** SHA-256 (hex) of environment.json. */
      environment: string
    }
  | { type: 'requirement'; requirement: RequirementFacts }
  | ({ type: 'scenario-selected' } & ScenarioFacts)
  | { type: 'scenario-started'; scenario: string; attempt: number; worker?: string }
  | ({ type: 'step-finished'; scenario: string } & StepFacts)
  | { type: 'check'; scenario: string; step: number; check: CheckEvidence }
  | { type: 'exchange'; scenario: string; step: number; exchange: ExchangeHead }
  | { type: 'attachment'; scenario?: string; step?: number; name?: string; mediaType: string; body: Body }
  | { type: 'log'; scenario?: string; step?: number; text: string }
  | { type: 'scenario-finished'; scenario: string; outcome: Outcome; durationMs: number; reason?: string; retried?: boolean }
  | { type: 'problem'; message: string }
  /** Scenarios that had not finished begin anew; what the log has of them before this line does not count. */
  | { type: 'run-resumed'; remaining: number }
  | { type: 'run-finished'; ended: 'completed' | 'interrupted' | 'crashed'; reason?: string }

export type PackEvent = EventLink & EventContent
export type EventType = EventContent['type']
