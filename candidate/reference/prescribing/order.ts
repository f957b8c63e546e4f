import type { PdsName } from '../national/pds-patient.ts'
import type { Course, Item } from './item.ts'
import type { ProfessionalNumber } from './prescriber.ts'

/** A prescription as the prescriber sees it before signing: everything that is sent, and everything that is signed. */
export interface Order {
  /** UUID of the message. */
  messageId: string
  /** UUID of the prescription. */
  longId: string
  /** `24F5DA-A83008-7EFE6Z`. */
  shortId: string
  authoredOn: string
  course: Course
  type: { code: string; display: string }
  /** Dates, YYYY-MM-DD. */
  validFrom: string
  validUntil: string
  /** Days of supply, where all items agree on them. */
  days?: number
  repeats?: number
  /** ODS code of the nominated pharmacy. */
  pharmacy?: string
  patient: OrderPatient
  prescriber: OrderPrescriber
  practice: OrderPractice
  lines: readonly OrderLine[]
}

export interface OrderPatient {
  nhsNumber: string
  name: PdsName
  gender: string
  birthDate: string
  /** Absent where PDS gives none, as for a sensitive record. */
  address?: { line: string[]; postalCode: string }
  /** ODS code of the practice they are registered with. */
  practice: string
}

export interface OrderPrescriber {
  userId: string
  /** Role profile in which the user signs. */
  role: { id: string; code: string; name: string }
  numbers: readonly ProfessionalNumber[]
  name: { family: string; given: string[]; prefix?: string[] }
}

export interface OrderPractice {
  odsCode: string
  name: string
  telephone: string
  address: { line: string[]; postalCode: string }
  commissioner: { odsCode: string; name: string }
}

export interface OrderLine {
  /** UUID of the line item. */
  lineId: string
  item: Item
  /** How much to take and when: one text, or several in their sequence. */
  dosage: readonly string[]
  /** Quantity in words, where the law wants it. */
  words?: string
}
