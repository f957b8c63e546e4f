import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** A place where the practice sees patients. */
export interface SiteDetails {
  name: string
  lines: string[]
  postcode: string
  telephone?: string
}

export interface SiteView extends SiteDetails {
  /** The candidate's own id. */
  id: string
  version: string
}

/** Somebody who joins the practice. */
export interface StaffDetails {
  /** SDS user id. */
  id: string
  title?: string
  given: string
  family: string
  /** What they do, in words. */
  job: string
}

export interface StaffView extends StaffDetails {
  /** Whether they work at the practice now. */
  active: boolean
  /** ISO date of their last day. */
  leftOn?: string
}

/** What the practice holds about itself: sites and staff (capability C12). */
export interface ResourceVerbs {
  sites(session: Session): Promise<Answer<SiteView[]>>
  addSite(session: Session, site: SiteDetails): Promise<Answer<SiteView>>
  /** Changes against the version the user has in front of them. */
  changeSite(session: Session, seen: SiteView, site: SiteDetails): Promise<Answer<SiteView>>
  removeSite(session: Session, id: string): Promise<Answer<void>>
  staff(session: Session): Promise<Answer<StaffView[]>>
  addStaff(session: Session, joining: StaffDetails): Promise<Answer<StaffView>>
  /** Somebody leaves; `lastDay` is an ISO date. */
  endStaff(session: Session, id: string, lastDay: string): Promise<Answer<void>>
}
