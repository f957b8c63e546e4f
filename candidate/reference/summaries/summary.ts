/** What a patient has said about a summary: nothing yet, that they want one, or that they do not. */
export const PREFERENCES = ['implied', 'express', 'dissent'] as const
export type Preference = (typeof PREFERENCES)[number]

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
  /** JSON, sent as it is every time. */
  bundle: string
  id: string
  digest: string
  requestId: string
  attempts: number
  /** Epoch milliseconds; absent when it was given up. */
  nextAt?: number
  problem?: string
}
