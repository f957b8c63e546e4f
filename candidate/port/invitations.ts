import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** sending: no answer yet. sent: NHS Notify has it. not-sent: it was not taken and can be sent again. unknown: nobody knows. */
export type InvitationState = 'sending' | 'sent' | 'not-sent' | 'unknown'

/** left-out: not written to. waiting: on the way. delivered, failed: as NHS Notify tells. */
export type RecipientState = 'left-out' | 'waiting' | 'delivered' | 'failed'

/** An invitation as a candidate shows it. Absent means not shown. */
export interface InvitationView {
  id: string
  purpose: string
  text: string
  state: InvitationState | (string & {})
  /** Why it did not get through, in the words the user sees. */
  problem?: string
  /** SDS user id of whoever wrote it. */
  author?: string
  recipients: { patientId: string; state: RecipientState | (string & {}); reason?: string }[]
}

/** Inviting patients to something, several at a time, through NHS Notify. */
export interface InvitationVerbs {
  /** Invites; the same `click` twice is the same invitation (a button pressed twice). */
  invite(session: Session, invitation: { purpose: string; text: string; patientIds: string[]; click?: string }): Promise<Answer<InvitationView>>
  /** Sends an invitation again that did not get through, or of which nobody knows. */
  inviteAgain(session: Session, id: string): Promise<Answer<InvitationView>>
  /** The practice's invitations, newest first. */
  list(session: Session): Promise<Answer<InvitationView[]>>
}
