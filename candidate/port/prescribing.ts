import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** How an item is meant to go on: once, as a repeat, or dispensed in batches without another prescription (eRD). */
export type Course = 'acute' | 'repeat' | 'repeat-dispensing'

/** What a prescriber wants a patient to have. */
export interface MedicationOrder {
  /** dm+d code (VMP or AMP) and name of the product. */
  code: string
  term: string
  /** One dosage text, or several in their sequence. */
  dosage: string[]
  quantity: number
  /** Unit of the quantity, with its dm+d code. */
  unit: { code: string; term: string }
  /** Days for which the quantity lasts. */
  days?: number
  course: Course
  /** How often it may be dispensed again, for repeat dispensing. */
  repeats?: number
  /** Not to be given out to other organisations. */
  confidential?: true
}

/** A warning that the prescriber has read, and why they go on. */
export interface Acknowledgement {
  /** Code of the warning as the refusal named it: `warning-allergy`. */
  warning: string
  reason: string
}

/**
 * How an item stands. `draft`: not signed. `signed`: signed, and EPS has not said that it has it. `sent`: EPS has it. The
 * others are what became of it at EPS.
 */
export type MedicationState = 'draft' | 'signed' | 'sent' | 'cancelled' | 'dispensed' | 'expired' | 'not-dispensed' | 'discarded'

/** An item on a patient's record as the candidate shows it. */
export interface MedicationView {
  id: string
  version: string
  code: string
  term: string
  state: MedicationState
  dosage: string[]
  quantity?: number
  /** Quantity in words, where it is shown. */
  words?: string
  /** Short prescription id, once signed: `24F5DA-A83008-7EFE6Z`. */
  prescriptionId?: string
  /** Last day on which it may be dispensed; ISO date. */
  validUntil?: string
  /** Why EPS did not take it, where it did not. */
  problem?: string
  acknowledged: Acknowledgement[]
  /** What EPS last said to its cancellation, in the words the user sees. */
  cancellation?: { outcome?: string; text: string }
}

/** A signed prescription. */
export interface PrescriptionView {
  prescriptionId: string
  state: 'signed' | 'sent'
}

/** What became of a cancellation. */
export interface CancellationView {
  /** Outcome of EPS: `R-0001`. */
  outcome: string
  /** The words the user sees. */
  text: string
  state: MedicationState
}

/** Prescribing through the Electronic Prescription Service (capability C14). */
export interface PrescribingVerbs {
  /** Writes an item down to be signed. Refused with `needs-confirmation` until every warning is acknowledged. */
  draft(session: Session, patientId: string, order: MedicationOrder, acknowledgements?: Acknowledgement[]): Promise<Answer<MedicationView>>
  /** Changes an item against the version the user has in front of them. */
  change(session: Session, patientId: string, seen: MedicationView, order: MedicationOrder, acknowledgements?: Acknowledgement[]): Promise<Answer<MedicationView>>
  /** Signs items as one prescription and sends it. */
  sign(session: Session, itemIds: string[], acknowledgements?: (Acknowledgement & { itemId?: string })[]): Promise<Answer<PrescriptionView>>
  /** Asks for a signature that the prescriber confirms elsewhere, with the Digital Signature Service. Answers with the candidate's id of it. */
  requestSignature(session: Session, itemIds: string[]): Promise<Answer<string>>
  /** Goes on once the prescriber has confirmed: fetches the signature and sends the prescription. */
  finishSignature(session: Session, signing: string): Promise<Answer<PrescriptionView>>
  /** Sends a signed prescription again that EPS has not confirmed. */
  sendAgain(session: Session, prescriptionId: string): Promise<Answer<PrescriptionView>>
  /** Asks EPS to cancel an item; `reason` is a code of EPS (0001 to 0009), absent when the user gives none. */
  cancel(session: Session, itemId: string, reason?: string): Promise<Answer<CancellationView>>
  /** A patient's medication, as it stands. */
  list(session: Session, patientId: string): Promise<Answer<MedicationView[]>>
  /** Everything that waits for a signature. */
  toSign(session: Session): Promise<Answer<MedicationView[]>>
}
