import type { User } from '../session/session.ts'

/**
 * What has become of a message.
 *
 * sending: handed over, no answer yet. sent: the NHS App has it. not-sent: the NHS App did not take it; it can be sent again.
 * unknown: nobody knows whether the NHS App has it. delivered, read: as receipts tell. rejected: the NHS App could not deliver it.
 */
export type MessageState = 'sending' | 'sent' | 'not-sent' | 'unknown' | 'delivered' | 'read' | 'rejected'

/** The steps of delivery that the NHS App tells of (code system NHSApp-Communication-Status). */
export const RECEIPT_STATUSES = ['Rejected', 'Delivered', 'NotificationAttempted', 'Notified', 'Unnotified', 'Read'] as const
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number]

/** One step of delivery, as the NHS App told it. */
export interface Receipt {
  status: ReceiptStatus
  /** ISO 8601 instant at which it happened. */
  at: string
  /** Why it was rejected. */
  reason?: string
}

/** A message to a patient's NHS App. */
export interface Message {
  id: string
  /** Counts every change. */
  version: number
  patientId: string
  text: string
  state: MessageState
  /** Our own reference, which the NHS App hands back in every receipt. Says nothing about the patient. */
  reference: string
  /** The NHS App's reference, once it has told us. */
  communicationId?: string
  author: Pick<User, 'id' | 'name'>
  createdAt: string
  /** Why it was not sent, or may not have been, in the words the user saw. */
  problem?: string
  /** In the order in which they happened. */
  receipts: readonly Receipt[]
}
