import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** One line of the audit trail. */
export interface AuditLine {
  id: string
  /** Place in the sequence of all lines, which has no gaps. */
  sequence?: number
  /** ISO instant. */
  at: string
  /** SDS user id of who acted. */
  userId?: string
  userName?: string
  /** Role profile id under which they acted. */
  roleId?: string
  roleName?: string
  /** ODS code of the organisation for which they acted. */
  organisation?: string
  /** What was done: C create, R read, U update, D delete, E execute. */
  action: 'C' | 'R' | 'U' | 'D' | 'E'
  /** What kind of event: `sign-in`, `sign-out`, `role-chosen` for these three, and otherwise the candidate's own word. */
  event: string
  success: boolean
  /** Code under which it was refused or failed. */
  errorCode?: string
  /** The candidate's id of the patient it was about. */
  patientId?: string
  /** From where: address or device, as the candidate knows it. */
  source?: string
  /** Ties the line to messages that were sent: the X-Correlation-ID they carried. */
  interaction?: string
  /** SDS user id of the person on whose authority the user acted, where it was not their own. */
  onAuthorityOf?: string
  /** Why the user did it, where they had to say. */
  reason?: string
}

/** Reading and testing the audit trail. */
export interface AuditVerbs {
  /** The newest lines first. */
  read(session: Session, query: { patientId?: string; userId?: string }): Promise<Answer<AuditLine[]>>
  /** Tries to change and to delete a line; a candidate must refuse both. */
  tamper(session: Session, line: AuditLine, how: 'change' | 'delete'): Promise<Answer<void>>
}
