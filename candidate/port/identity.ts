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

/** Something that a browser keeps and without which the session is not known: a cookie, mostly. */
export interface Credential {
  name: string
  /** Whether scripts of a page cannot read it. */
  httpOnly: boolean
  /** Whether it travels over encrypted connections only. */
  secure: boolean
  /** Whether it goes along when another site leads here: `Strict`, `Lax`, `None`; absent when nothing was said. */
  sameSite?: string
  /** Whether it outlives the browser's window. */
  lasting: boolean
}

/** A sign-in that CIS2 has answered, and that the browser has not yet taken back to the candidate. */
export interface PausedSignIn {
  worker: Worker
  /** Address to which CIS2 sends the browser. */
  returnAddress: string
  /** Where the browser lives in the driver. */
  handle: unknown
}

/** How to sign in. */
export interface SignInOptions {
  /** Chooses a role where the candidate asks for one. */
  roleId?: string
  /** Signs in with the browser of another session, as on a shared computer. */
  inBrowserOf?: Session
  /** Turns back at CIS2's page instead of signing in there. */
  turnBack?: boolean
}

/** Signing in and out, and what a session is. */
export interface IdentityVerbs {
  /** Signs the worker in through CIS2, as a person would: to the candidate's sign-in page, through CIS2 and back. */
  signIn(worker: Worker, options?: SignInOptions): Promise<Answer<Session>>
  /** The same, but stops before the browser goes back to the candidate. */
  pauseSignIn(worker: Worker): Promise<PausedSignIn>
  /** Takes the browser back to the candidate: the one that set out, or another one that was given the address. */
  resumeSignIn(paused: PausedSignIn, browser: 'same' | 'another'): Promise<Answer<Session>>
  signOut(session: Session): Promise<Answer<void>>
  describe(session: Session): Promise<Answer<SessionDetails>>
  switchRole(session: Session, roleId: string): Promise<Answer<SessionDetails>>
  /** A copy of the session's credentials taken now, to be tried later: what a thief would hold. */
  copyCredentials(session: Session): Session
  /** What the session depends on in the browser. */
  credentials(session: Session): Promise<Credential[]>
}
