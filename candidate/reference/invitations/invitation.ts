import type { User } from '../session/session.ts'

/**
 * What has become of an invitation as a whole. sending: handed over, no answer yet. sent: NHS Notify has it. not-sent: it was not taken;
 * it can be sent again. unknown: nobody knows; asking again under the same reference tells.
 */
export type InvitationState = 'sending' | 'sent' | 'not-sent' | 'unknown'

/**
 * What has become of it for one patient. left-out: not written to, for a reason. waiting: with NHS Notify, or on the way to it.
 * delivered, failed: as NHS Notify tells.
 */
export type RecipientState = 'left-out' | 'waiting' | 'delivered' | 'failed'

export interface Recipient {
  patientId: string
  nhsNumber: string
  state: RecipientState
  /** Our reference for this patient's message; none for whoever was left out. */
  reference?: string
  /** NHS Notify's id of the message, once it has told us. */
  messageId?: string
  /** Why they were left out, or why it failed, in words for staff. */
  reason?: string
  /** ISO 8601 instant of the event that the state comes from. */
  toldAt?: string
}

/** Patients invited to something, in one go. */
export interface Invitation {
  id: string
  version: number
  /** What it is for, as the practice calls it; not told to anybody. */
  purpose: string
  text: string
  state: InvitationState
  /** Our reference for the batch. */
  reference: string
  author: Pick<User, 'id' | 'name'>
  createdAt: string
  /** Why it was not sent, or may not have been, in the words the user saw. */
  problem?: string
  recipients: readonly Recipient[]
}
