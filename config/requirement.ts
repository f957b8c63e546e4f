/** How binding a requirement is, in the sense of RFC 2119. */
export const LEVELS = ['MUST', 'SHOULD', 'MAY'] as const
export type Level = (typeof LEVELS)[number]

/** What can show that a requirement is met. Those that start with `automated-` are for scenarios. */
export const VERIFICATIONS = [
  'automated-api',
  'automated-ui',
  'automated-message',
  'automated-nonfunctional',
  'document-evidence',
  'inspection',
] as const
export type Verification = (typeof VERIFICATIONS)[number]

/**
 * How well we know a requirement.
 *
 * - `verified-text`   its text was read at the source
 * - `verified-title`  id, title and level are confirmed; the wording is ours, from the title or a truncated text
 * - `supporting-spec` taken from a national specification or guidance that the standard refers to
 * - `inferred`        our judgement: confirm it before relying on it
 */
export const BASES = ['verified-text', 'verified-title', 'supporting-spec', 'inferred'] as const
export type Basis = (typeof BASES)[number]

/** The areas of the framework, in the order in which reports show them. */
export const AREAS = [
  'capabilities',
  'clinical-safety',
  'information-governance',
  'national-services',
  'data-migration',
  'technology',
  'non-functional',
  'service-management',
  'testing',
] as const
export type Area = (typeof AREAS)[number]

/** Where a requirement was read. */
export interface Source {
  name: string
  url: string
}

/** A standard, a capability, or a specification that stands in for one: one file of the catalogue. */
export interface Standard {
  /** `S56`, `C13`; for specifications without a number an id of ours, such as `GPC-API`. */
  id: string
  title: string
  /** What a reader should know before relying on the file: retired, read second-hand. */
  note?: string
}

/** One row of the catalogue. */
export interface Requirement {
  /** The published id where there is one, else ours, which starts with `TIF-`. Scenarios carry it as `@req:<id>`. */
  id: string
  /** Whether the id is a published one. It does not say that the framework binds it. */
  official: boolean
  /** Id of the standard or capability it belongs to. */
  standard: string
  level: Level
  title: string
  /** In our own words; the source decides where wording matters. */
  statement: string
  /** What we could not see or confirm about this row. */
  note?: string
  verification: Verification
  basis: Basis
  area: Area
  source: Source
}

/** What is expected to show that a requirement is met. */
export type ExpectedEvidence = 'scenario' | 'document' | 'attestation'

/** A scenario, a document from the supplier, or the word of a person who looked. */
export function expectedEvidence(verification: Verification): ExpectedEvidence {
  if (verification === 'document-evidence') return 'document'
  return verification === 'inspection' ? 'attestation' : 'scenario'
}
