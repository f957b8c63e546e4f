import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** How a transfer of a record stands; docs/candidate-contract/gp2gp.md says what each means. */
export type TransferState = 'to-request' | 'requested' | 'awaiting-files' | 'integrated' | 'suppressed' | 'failed' | 'refused' | 'impossible' | 'unanswered' | 'withdrawn' | 'sent' | 'files-sent' | 'accepted' | 'rejected' | 'declined'

/** The record of a patient on its way from or to another practice, as the candidate shows it. */
export interface TransferView {
  id: string
  direction: 'in' | 'out' | (string & {})
  /** ODS code of the other practice. */
  practice: string
  state: TransferState | (string & {})
  /** GP2GP response code that was given or got. */
  code?: string
}

/** One thing that a transferred record says, as the candidate shows it. */
export interface TransferredEntry {
  id: string
  kind: 'problem' | 'allergy' | 'medication' | 'consultation' | 'result' | 'document' | 'other' | (string & {})
  state: 'to-review' | 'confirmed' | 'dismissed' | 'filed' | 'missing' | 'suppressed' | (string & {})
  /** Whether it came without a code: words only. */
  degraded: boolean
  term: string
  code?: string
  text?: string
  dosage?: string
  repeats?: string
  ended?: boolean
  /** Why it was not taken over. */
  reason?: string
  /** From whom it is kept: `NOPAT` the patient, `R` other organisations. */
  marks?: string[]
}

/** What a clinician decides about an allergy or a medicine that came with a record. */
export interface EntryDecision {
  decision: 'confirm' | 'dismiss'
  /** What an entry is that came without a code. */
  code?: string
  term?: string
  reason?: string
  /** Warnings that the clinician passes over, and why. */
  acknowledge?: { warning: string; reason: string }[]
}

/** Records on their way between practices (GP2GP). */
export interface TransferVerbs {
  /** Newest first. */
  ofPatient(session: Session, patientId: string): Promise<Answer<TransferView[]>>
  /** What came with the record of a patient from other practices. */
  record(session: Session, patientId: string): Promise<Answer<TransferredEntry[]>>
  /** Takes an allergy or a medicine over, or says that it is not taken over. */
  review(session: Session, entryId: string, decision: EntryDecision): Promise<Answer<TransferredEntry>>
  /** Asks once more for a record that did not come. */
  askAgain(session: Session, patientId: string): Promise<Answer<void>>
  /** Has records asked for and sent electronically, or not. */
  enable(session: Session, on: boolean): Promise<Answer<void>>
}
