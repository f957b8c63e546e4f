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

/** `eRS-AdditionalRequirementType-1` */
export type AdditionalRequirement = 'ADVOCACY' | 'INTERPRETER' | 'TRANSPORT'

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
  /** What the patient needs besides, in the order of the codes. */
  additionalRequirements?: AdditionalRequirement[]
  /** UBRN of the referral that this one follows. */
  relatedReferral?: string
  /** It came from an advice and guidance request with the same UBRN. */
  convertedFromAdvice?: boolean
}

/** Review outcomes that hand a request back to the referrer: it stays proposed with them (examples of A036 and A038). */
const HANDED_BACK = ['RETURN_TO_REFERRER_WITH_ADVICE', 'CANCEL_APPOINTMENT_ACTION_LATER']

/** Whether an appointment stands: booked, or with the provider to book or triage. */
export function hasStandingAppointment({ appointment }: Referral): boolean {
  if (appointment?.status === 'proposed') return !HANDED_BACK.includes(appointment.reason?.code ?? '')
  return appointment?.status === 'booked'
}
