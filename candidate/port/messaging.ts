import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/**
 * sending: no answer yet. sent: the NHS App has it. not-sent: it was not taken and can be sent again. unknown: nobody knows.
 * delivered, read, rejected: as the NHS App's receipts tell.
 */
export type MessageState = 'sending' | 'sent' | 'not-sent' | 'unknown' | 'delivered' | 'read' | 'rejected'

/** A message to a patient as a candidate shows it. Absent means not shown. */
export interface MessageView {
  id: string
  patientId?: string
  text: string
  state: MessageState | (string & {})
  /** The NHS App's reference. */
  communicationId?: string
  /** Why it did not get through, in the words the user sees. */
  problem?: string
  /** SDS user id of whoever wrote it. */
  author?: string
  /** Steps of delivery that the NHS App told of, in order: `Delivered`, `Read`. */
  receipts: string[]
}

/** Messages to patients through the NHS App. */
export interface MessagingVerbs {
  /** Sends a message; the same `click` twice is the same message (a button pressed twice). */
  send(session: Session, message: { patientId: string; text: string; click?: string }): Promise<Answer<MessageView>>
  /** Sends a message again that did not get through; `despiteDoubt` once the user has been told that it may arrive twice. */
  sendAgain(session: Session, id: string, options?: { despiteDoubt?: boolean }): Promise<Answer<MessageView>>
  /** All messages to a patient, newest first. */
  ofPatient(session: Session, patientId: string): Promise<Answer<MessageView[]>>
  /** Writes down whether the patient wants messages in the NHS App. */
  setWish(session: Session, patientId: string, wanted: boolean): Promise<Answer<void>>
}
