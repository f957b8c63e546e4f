import type { Reply } from '../../kit/reply.ts'
import type { Coverage } from './coverage.ts'
import type { Facets } from './search/facets.ts'
import type { RelatedPerson } from './related-person.ts'
import type { Patient } from './patient.ts'

/** Who changed a record. */
export interface Author {
  /** `seed` and `outside` are the scenario's doing; the others came through the API. */
  kind: 'seed' | 'outside' | 'healthcare-worker' | 'patient'
  /** SDS user id of a healthcare worker, NHS number of a patient. */
  userId?: string
  /** Role profile the session used. */
  roleId?: string
  /** ODS code of the organisation. */
  organisation?: string
  applicationId?: string
  /** X-Request-ID of the update. */
  requestId?: string
}

/** One state of a record. */
export interface Version {
  version: number
  /** ISO 8601 instant on the environment's clock. */
  at: string
  by: Author
  resource: Patient
}

/** An update that was accepted and takes effect later: the caller was answered 503. */
export interface PendingUpdate {
  /** Instant (ms, environment's clock) at which it takes effect by itself. */
  completesAt: number
  complete(): void
}

/** What PDS holds under one NHS number. */
export interface PatientRecord {
  nhsNumber: string
  /** Oldest first; never empty. */
  versions: [Version, ...Version[]]
  /** Marked invalid: the number must not be used. */
  invalidated: boolean
  /** NHS number of the record that replaced this one. */
  supersededBy?: string
  related: RelatedPerson[]
  /** European Health Insurance Card. */
  coverage?: Coverage
  pending?: PendingUpdate
  /** Answers and search facts derived from the newest version; dropped when it changes. */
  derived: { read?: Reply; found?: Patient; facets?: Facets }
}

/** The newest version. */
export function latest(record: PatientRecord): Version {
  return record.versions.at(-1)!
}

/** Weak ETag of the newest version, as PDS gives it and `If-Match` must repeat it. */
export function etagOf(record: PatientRecord): string {
  return `W/"${latest(record).version}"`
}
