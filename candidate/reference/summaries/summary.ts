/** What a patient has said about a summary: nothing yet, that they want one, or that they do not. */
export const PREFERENCES = ['implied', 'express', 'dissent'] as const
export type Preference = (typeof PREFERENCES)[number]

/** How the Summary Care Record is reached: over its FHIR API, or by HL7 V3 messages where the practice is live on them. */
export const SUMMARY_INTERFACES = ['fhir', 'hl7'] as const
export type SummaryInterface = (typeof SUMMARY_INTERFACES)[number]

/** Why somebody has no summary uploaded from here. */
export type Withheld = 'dissent' | 'sensitive' | 'temporary' | 'left' | 'deceased' | 'closed-nationally'

/**
 * How it stands with a patient's summary.
 *
 * current: Spine has what the record says. waiting: an upload did not get through and is tried again at `nextAt`.
 * failed: given up, somebody has to see to it. withheld: nothing is uploaded, for `why`.
 */
export interface SummaryStatus {
  state: 'current' | 'waiting' | 'failed' | 'withheld'
  preference: Preference
  why?: Withheld
  /** Identifier of the summary that Spine took last. */
  id?: string
  /** Attempts so far to upload what waits. */
  attempts?: number
  /** ISO instant of the next attempt. */
  nextAt?: string
  problem?: string
}

/** An upload that Spine has neither taken nor refused. */
export interface PendingUpload {
  patientId: string
  /** By which it goes out, also when the practice has changed to the other since. */
  via: SummaryInterface
  /** JSON, sent as it is every time. */
  bundle: string
  id: string
  digest: string
  /** X-Request-ID, or id of the message. */
  requestId: string
  attempts: number
  /** Epoch milliseconds; absent when it was given up. */
  nextAt?: number
  problem?: string
}

/** A summary as it is shown. */
export interface ViewedSummary {
  found: boolean
  id?: string
  /** ISO instant at which it was made. */
  date?: string
  author?: string
  practice?: string
  sections: { title: string; text: string }[]
}

/** What Spine says of an upload: it took it; it lets nobody upload one; it did not take it. */
export type Word = { outcome: 'taken' | 'closed' } | { outcome: 'not-taken'; problem: string; again: boolean }

/** What became of an upload. One that has `arrived` is one of which Spine says later what became. */
export type UploadResult = Word | { outcome: 'arrived' }
