import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** What staff tell the registration authority of a patient, beside what is on record. `%` clears what the authority has. Dates are ISO dates. */
export interface LinkTransaction {
  kind: 'acceptance' | 'amendment' | 'removal' | 'deduction'
  /** 1 birth, 2 first registration, 3 transfer in, 4 immigrant. */
  acceptanceType?: string
  previousGp?: string
  /** Lines, one under the other. */
  previousAddress?: string
  birthPlace?: string
  dateOfEntry?: string
  dateOfExit?: string
  /** Y, or % to clear. */
  drugsDispensed?: string
  surname?: string
  previousSurname?: string
  forename?: string
  title?: string
  /** Lines, one under the other. */
  address?: string
  postcode?: string
  reasonCode?: string
  date?: string
  notes?: string
}

/** A transaction and what came of it. */
export interface LinkTransactionView {
  number: string
  kind: LinkTransaction['kind'] | (string & {})
  /** received: the authority could read it. doubtful: it was not delivered, or could not be read. */
  state: 'sent' | 'received' | 'approved' | 'rejected' | 'doubtful' | (string & {})
  reason?: string
}

/** The authority believes that a patient is not there any more (FP69). */
export interface LinkFlagView {
  reason: string
  /** ISO date. */
  expires: string
  text?: string
}

/** The registration links between a practice and its registration authority (NHAIS GP Links; capability C13). */
export interface RegistrationLinksVerbs {
  send(session: Session, patientId: string, transaction: LinkTransaction): Promise<Answer<LinkTransactionView>>
  /** Newest first. */
  ofPatient(session: Session, patientId: string): Promise<Answer<{ transactions: LinkTransactionView[]; flags: LinkFlagView[] }>>
  /** The authority has asked for it. */
  sendAgain(session: Session, patientId: string, number: string): Promise<Answer<LinkTransactionView>>
}
