import type { Answer } from './answer.ts'

/** Somebody who works at the practice, as far as a candidate's sign-in needs to know. */
export interface Worker {
  /** SDS user id. */
  id: string
  /** What they type at the sign-in page of CIS2. */
  username: string
  title: string
  given: string
  family: string
  roles: { id: string; code: string; organisation: string; activities: string[] }[]
}

/** A signed-in user. What a driver keeps of it (a cookie, a browser page) is the driver's own. */
export interface Session {
  worker: Worker
  /** Where the session lives in the driver. */
  handle: unknown
}

/** What a candidate says of a running session. */
export interface SessionDetails {
  userId: string
  displayName: string
  roleId: string
  roleName: string
  organisation: string
  /** Roles the user may switch to, the current one included. */
  availableRoleIds: string[]
  idleTimeoutSeconds: number
}

/** Signing in and out, and what a session is. */
export interface IdentityVerbs {
  /**
   * Signs the worker in through CIS2, as a person would: to the candidate's sign-in page, through CIS2 and back.
   * `roleId` chooses a role where the candidate asks for one.
   */
  signIn(worker: Worker, options?: { roleId?: string }): Promise<Answer<Session>>
  signOut(session: Session): Promise<Answer<void>>
  describe(session: Session): Promise<Answer<SessionDetails>>
  switchRole(session: Session, roleId: string): Promise<Answer<SessionDetails>>
  /** A copy of the session's credentials taken now, to be tried later: what a thief would hold. */
  copyCredentials(session: Session): Session
}
