/** A stretch of time in which somebody at the practice sees patients: a session, cut into slots. Not to be confused with a sign-in. */
export interface ClinicSession {
  id: string
  /** SDS user id, and the name, of whoever sees the patients. */
  practitionerId: string
  practitioner: string
  siteId: string
  site: string
  /** Milliseconds since 1970, as all instants here. */
  startsAt: number
  endsAt: number
  /** National category of its slots; a slot can be given another. */
  category: string
  /** Ways to meet that it offers: of the national list, one or more. */
  modes: readonly string[]
}

/** What can become of a slot: it can be booked, it is, or it is held without a patient. */
export type SlotStatus = 'free' | 'booked' | 'blocked'

/** The time for one appointment. */
export interface Slot {
  id: string
  version: number
  session: ClinicSession
  startsAt: number
  endsAt: number
  status: SlotStatus
  category: string
  /** Whether patients may book it themselves, online. */
  patientBookable: boolean
  /** Why it is held without a patient. */
  blockedBecause?: string
}
