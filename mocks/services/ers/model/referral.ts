import type states from '../codes/referral-states.json'
import type { Priority } from './directory-service.ts'
import type { Attachment } from './stored-file.ts'

export type ReferralStateCode = keyof typeof states

/** A code of a code system; `{base}` at the start of the system stands for the e-RS base URL. */
export interface Coding {
  system: string
  code: string
  display?: string
}

/** Where a referral stands (`eRS-ReferralState-1`), and why. */
export interface ReferralState {
  code: ReferralStateCode
  reason?: Coding
  comments?: string
}

/** The criteria that a shortlist was found with, as stored: the parameters of a `ServiceSearchCriteria`. */
export type CriteriaParameter = { name: string } & Record<string, unknown>

/** An appointment of a referral: booked, deferred to the provider, or a request to triage. */
export interface Appointment {
  /** Digits. */
  id: string
  ubrn: string
  version: number
  status: 'proposed' | 'booked' | 'cancelled' | 'noshow' | 'fulfilled'
  serviceId: string
  start?: string
  end?: string
  slotId?: string
  /** SDS user id of the allocated clinician. */
  clinician?: string
  reason?: Coding
  comment?: string
  created: number
}

/** A referral (appointment request). */
export interface Referral {
  /** Twelve digits. */
  ubrn: string
  /** `r.` and a UUID: the identifier that R4 uses. */
  requestId: string
  version: number
  nhsNumber: string
  priority: Priority
  criteria: CriteriaParameter[]
  /** Service ids, in the referrer's order. */
  shortlist: string[]
  /** ODS code of the organisation whose commissioning rules apply. */
  commissioningRuleOrganisation: string
  /** Who created it: organisation, user, and the clinician responsible. */
  referrer: { organisation: string; userId: string; clinicianId: string }
  letterIntention: 'NEED_TO_ADD_LATER' | 'NOT_INTENDING_TO_ADD'
  reminderDays: number
  /** ISO instant given by the referrer. */
  pathwayStart?: string
  state: ReferralState
  appointment?: Appointment
  attachments: Attachment[]
  clinicalInfoFirstSubmitted?: number
  clinicalInfoLastUpdated?: number
  /** What the patient signs in with at "Manage your referral". `undefined` when there is none. */
  password: string | undefined
  created: number
  lastUpdated: number
  /** Who cancelled it. */
  cancelledBy?: 'referrer' | 'provider' | 'patient'
  /** A booking failed at the provider's PAS since the last change: deferring for that reason is allowed. */
  bookingFailed?: boolean
  /** It came from an advice and guidance request with the same UBRN. */
  convertedFromAdvice?: boolean
}

/** Whether an appointment stands: booked, or with the provider to book or triage. */
export function hasStandingAppointment(referral: Referral): boolean {
  return referral.appointment?.status === 'booked' || referral.appointment?.status === 'proposed'
}
