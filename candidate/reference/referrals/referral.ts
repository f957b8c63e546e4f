import { behaviour } from '../behaviour.ts'
import type { Criteria, NationalReferral, Priority } from '../national/ers/types.ts'

/**
 * draft: written, not sent. unconfirmed: sent, and nobody knows whether it arrived. sent: e-RS has it. cancelled: withdrawn.
 * by-hand: sent another way, only recorded here.
 */
export type ReferralStatus = 'draft' | 'unconfirmed' | 'sent' | 'cancelled' | 'by-hand'

/** Somebody at the practice, as they were called then. */
export interface Person {
  /** SDS user id. */
  id: string
  name: string
}

/** A referral of a patient. */
export interface Referral {
  id: string
  /** Counts every change; the ETag. */
  version: number
  patientId: string
  status: ReferralStatus
  /** Booking reference in e-RS. */
  ubrn?: string
  details: ReferralDetails
  /** As e-RS last gave it. */
  national?: NationalReferral
}

export interface ReferralDetails {
  /** A code of referral-types.json. */
  type: string
  /** Why the patient is referred, in words. */
  reason: string
  priority: Priority
  /** What services are looked for; absent for a referral by hand. */
  specialty?: string
  clinicType?: string
  /** Who refers. */
  clinician: Person
  /** Who wrote it down. */
  author: Person
  writtenAt: string
  /** Services in the order of preference. */
  shortlist: { id: string; name: string }[]
  /** Whether a letter is to follow. */
  letterToCome: boolean
  /** Where it went, and to whom: for a referral by hand. */
  receiver?: { organisation: string; professional?: string }
  /** When and how it was last sent, for finding out what became of it. */
  sending?: { at: string; by: string }
  cancellation?: { code?: string; display?: string; comments?: string }
}

/** A file that belongs to a referral. */
export interface LetterFile {
  id: string
  referralId: string
  name: string
  mediaType: string
  size: number
  /** Address in e-RS, once it is there. */
  url?: string
  addedAt: string
}

/** What services a referral was, or is to be, looked for by. */
export const criteriaOf = ({ priority, specialty, clinicType }: ReferralDetails): Criteria => ({
  priority,
  specialty: specialty ?? '',
  ...(clinicType !== undefined && { clinicType }),
})

/** How urgent a referral is, as it goes to e-RS: what the clinician said. */
export const priorityToSend = behaviour('referrals.priorityToSend', (criteria: Criteria): Criteria => criteria)

/** What a list or a page says about urgency, where it has to be seen at once. */
export const urgencyFlag = behaviour('referrals.urgencyFlag', (priority: Priority): string | undefined =>
  priority === 'TWO_WEEK_WAIT' ? 'Urgent suspected cancer (two week wait)' : priority === 'URGENT' ? 'Urgent' : undefined,
)

export const PRIORITY_WORDS: Record<Priority, string> = { ROUTINE: 'Routine', URGENT: 'Urgent', TWO_WEEK_WAIT: 'Urgent suspected cancer (two week wait)' }
