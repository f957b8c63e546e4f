import type { Marked } from '../fhir/confidentiality.ts'
import type { Medicine } from './medicines.ts'

/** How an item is meant to go on: once, again and again, or dispensed in batches without another prescription (eRD). */
export type Course = 'acute' | 'continuous' | 'continuous-repeat-dispensing'

/** What a prescriber wants the patient to have. */
export interface ItemContent extends Marked {
  /** dm+d code of the product. */
  code: string
  /** One text, or several in their sequence. */
  dosage: readonly string[]
  quantity: number
  /** Days for which the quantity lasts. */
  days?: number
  course: Course
  /** How often it may be dispensed again (eRD). */
  repeats?: number
}

/** A prescriber read a warning and goes on, for a reason. */
export interface Acknowledgement {
  warning: string
  reason: string
}

/** The same, as it is kept: by whom and when. */
export interface KeptAcknowledgement extends Acknowledgement {
  /** The warning as it was shown: another text is another warning. */
  text: string
  by: { id: string; name: string }
  at: string
}

/**
 * `draft`: not signed. `signed`: signed, and EPS has not said that it has it. `sent`: EPS has it. The others are what became
 * of it there, as far as EPS told us; `discarded` never got there.
 */
export type ItemStatus = 'draft' | 'signed' | 'sent' | 'cancelled' | 'dispensed' | 'expired' | 'not-dispensed' | 'discarded'

/** What EPS answered when somebody wanted the item cancelled. */
export interface CancellationNote {
  /** `R-0001`; absent while EPS has not answered. */
  outcome?: string
  /** What it means, in words. */
  text: string
  reason: string
  at: string
  by: { id: string; name: string }
  /** The message, for sending the identical one again; only while there is no answer. */
  unanswered?: { message: string; requestId: string }
}

/** One medicine for one patient. */
export interface Item extends ItemContent {
  id: string
  patientId: string
  version: number
  status: ItemStatus
  medicine: Medicine
  acknowledgements: readonly KeptAcknowledgement[]
  /** Row of the prescription it was signed on. */
  prescriptionId?: number
  /** UUID of the line item there. */
  lineId?: string
  draftedBy: { id: string; name: string }
  draftedAt: string
  /** Why EPS refused it last time, if it did. */
  problem?: string
  cancellation?: CancellationNote
}
