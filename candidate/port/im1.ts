import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'
import type { AppAnswer } from './patient-facing.ts'

/** What a practice hands a patient, to be typed into an app once. */
export interface LinkageKey {
  accountId: string
  linkageKey: string
}

/** Patients' online accounts (IM1): the practice's side, and the apps'. */
export interface Im1Verbs {
  handOutKey(session: Session, patientId: string): Promise<Answer<LinkageKey>>
  endAccount(session: Session, patientId: string): Promise<Answer<void>>
  /** Links an app with an account: what somebody typed. */
  link(details: LinkageKey & { odsCode: string; surname: string; dateOfBirth: string }): Promise<AppAnswer>
  /** Opens a session, as the national API forwards it. */
  authenticate(headers: Readonly<Record<string, string>>): Promise<AppAnswer>
}
