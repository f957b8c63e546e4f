/** A role profile that the user holds at this practice, as CIS2 gave it. */
export interface Role {
  /** User role profile id, the value of NHSD-Session-URID. */
  id: string
  /** Job role code, `S8000:G8000:R8000`. */
  code: string
  /** Job role in words, `Clinical Practitioner Access Role`. */
  name: string
  /** ODS code of the organisation in which the role is held. */
  organisation: string
  /** RBAC activity codes, `B0825`. */
  activities: readonly string[]
}

export interface User {
  /** SDS user id, twelve digits. */
  id: string
  name: string
  /** Registration numbers with professional bodies, as CIS2 gave them: gmc, gmp, nmc, gphc. */
  professionalIds: Readonly<Record<string, string>>
}

/** Somebody's time between sign-in and sign-out. Lives on the server; the browser holds only a key to it. */
export interface Session {
  /** Digest of the key in the browser: worthless to whoever reads the store. */
  id: string
  user: User
  roles: readonly Role[]
  roleId?: string
  /** CIS2 ID token, exchanged for access to national services. */
  idToken: string
  /** Proof that a form came from a page of this session. */
  formToken: string
  /** Milliseconds since 1970, as are the following. */
  authenticatedAt: number
  lastActiveAt: number
}

/** Why a session is no more. */
export type SessionEnd = 'idle' | 'absolute' | 'signed-out'
