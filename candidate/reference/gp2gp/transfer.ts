import type { FoundSystem } from './find-system.ts'

/**
 * How a transfer stands. In: `to-request`, `requested`, `awaiting-files`, then `integrated`, `suppressed` (kept apart, since the patient
 * was here before), `failed`, or `refused` by the other practice. Out: `sent`, `files-sent`, then `accepted`, `rejected` by the
 * other practice, or `declined` by this one. `impossible`: the other practice cannot be reached electronically; `unanswered`: it is silent. `withdrawn`: the patient left again before anybody was asked.
 */
export type TransferState = 'to-request' | 'requested' | 'awaiting-files' | 'integrated' | 'suppressed' | 'failed' | 'refused' | 'impossible' | 'unanswered' | 'withdrawn' | 'sent' | 'files-sent' | 'accepted' | 'rejected' | 'declined'

/** What is kept of a transfer beside its state. */
export interface TransferFacts {
  /** System of the other practice. */
  asid?: string
  partyKey?: string
  /** Id of the request within its message, which the extract names. */
  requestId?: string
  /** Ids of the messages: whoever acknowledges names them. */
  requestMessageId?: string
  extractMessageId?: string
  /** In: whether the patient was on this practice's list before. */
  returning?: boolean
  /** In: the extract that waits for its files. Out: files that wait until they may go. */
  waiting?: string
  /** Out: how the other practice hears where its files cannot be sent. */
  wayBack?: FoundSystem
}

/** The record of a patient on its way. */
export interface Transfer {
  id: number
  direction: 'in' | 'out'
  nhsNumber: string
  patientId?: string
  /** ODS code of the other practice. */
  practice: string
  state: TransferState
  /** GP2GP response code that was given or got. */
  code?: string
  conversationId: string
  facts: TransferFacts
  patienceUntil?: number
  beganAt: string
}

/** What kind of thing an entry of a record is. */
export type EntryKind = 'problem' | 'allergy' | 'medication' | 'consultation' | 'result' | 'document' | 'other'

/** `to-review`: not in force until a clinician says so. `filed`: to be read. `missing`: a document that did not come. */
export type EntryState = 'to-review' | 'confirmed' | 'dismissed' | 'filed' | 'missing' | 'suppressed'

/** From whom an entry is kept: the patient (NOPAT), or other organisations (R). Source: RCMR_IN030000UK07; HL7 Confidentiality. */
export type Mark = 'NOPAT' | 'R'

/** One thing that a transferred record says. */
export interface Entry {
  kind: EntryKind
  /** YYYY-MM-DD */
  date?: string
  /** SNOMED CT or dm+d. */
  code?: string
  term: string
  /** Whether the sender's system could not code it: words only. */
  degraded: boolean
  text?: string
  /** Of medication. */
  dosage?: string
  quantity?: number
  repeats?: number
  ended?: boolean
  marks?: readonly Mark[]
  /** Of a document. */
  filename?: string
  contentType?: string
}

/** The same, as it is kept. */
export interface KeptEntry extends Entry {
  id: string
  patientId: string
  transferId: number
  state: EntryState
  /** Who confirmed or dismissed it. */
  changedBy?: string
  reason?: string
}
