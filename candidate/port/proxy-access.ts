import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** Somebody who may act for a patient, or asks to. */
export interface ProxyView {
  id: string
  /** As the national service has it: `proposed`, `active`. */
  status: string
  /** NHS number of whoever acts. */
  proxy: string
  name?: string
  /** Code of the legal basis: `consent`, `parental-responsibility`. */
  basis: string
  /** Instant or date on which it ends. */
  until?: string
}

export interface ProxiesView {
  /** unchecked: the national service could not be asked, and the user is told so. */
  state: 'checked' | 'unchecked' | (string & {})
  problem?: string
  proxies: ProxyView[]
}

/** Who may act for a patient: kept nationally, decided at the practice (capability C13). */
export interface ProxyAccessVerbs {
  open(session: Session, patientId: string): Promise<Answer<ProxiesView>>
  /** Lets somebody, by NHS number, act for a patient from now on. */
  grant(session: Session, patientId: string, proxy: string, basis: string): Promise<Answer<void>>
  /** Decides about a request; `reason` in words where it is rejected. */
  decide(session: Session, patientId: string, proxyRole: string, decision: { accepted: boolean; reason?: string }): Promise<Answer<void>>
  end(session: Session, patientId: string, proxyRole: string, reason: string): Promise<Answer<void>>
}
