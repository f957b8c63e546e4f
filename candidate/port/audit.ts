import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** One line of the audit trail. */
export interface AuditLine {
  id: string
  /** ISO instant. */
  at: string
  /** SDS user id of who acted. */
  userId?: string
  /** Role profile id under which they acted. */
  roleId?: string
  /** What was done: C create, R read, U update, D delete, E execute. */
  action: 'C' | 'R' | 'U' | 'D' | 'E'
  /** What kind of event: `sign-in`, `patient-read` and so on; the candidate's own word. */
  event: string
  success: boolean
  /** The candidate's id of the patient it was about. */
  patientId?: string
  /** From where: address or device, as the candidate knows it. */
  source?: string
}

/** Reading and testing the audit trail. */
export interface AuditVerbs {
  read(session: Session, query: { patientId?: string; userId?: string }): Promise<Answer<AuditLine[]>>
  /** Tries to change and to delete a line; a candidate must refuse both. */
  tamper(session: Session, line: AuditLine, how: 'change' | 'delete'): Promise<Answer<void>>
}
