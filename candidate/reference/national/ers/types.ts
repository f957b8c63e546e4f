/** How soon the patient has to be seen, as e-RS names it. TWO_WEEK_WAIT is urgent suspected cancer. */
export const PRIORITIES = ['ROUTINE', 'URGENT', 'TWO_WEEK_WAIT'] as const
export type Priority = (typeof PRIORITIES)[number]

/** What services are found by. Codes of e-RS reference data. */
export interface Criteria {
  priority: Priority
  specialty: string
  clinicType?: string
}

/** What a service is asked for. */
export type Purpose = 'APPOINTMENT_REQUEST' | 'ADVICE_AND_GUIDANCE_REQUEST'

/** A service of the directory that the criteria found. */
export interface OfferedService {
  /** e-RS service id. */
  id: string
  name: string
  location: string
  /** Days, or words where e-RS gives no number. */
  wait: string
  /** Miles. */
  distance?: number
  letterRequired: boolean
  /** Whether a practice can book into it, and whether it decides by itself who is to be seen (triage). */
  directlyBookable: boolean
  triage: boolean
  /** What the referrer has to know. */
  alert?: string
}

/** What a referral holds nationally. */
export interface NationalReferral {
  /** Twelve digits, leading zeros included. */
  ubrn: string
  version: string
  nhsNumber: string
  priority: Priority
  specialty?: string
  clinicType?: string
  /** In the referrer's order. */
  services: { id: string; name: string }[]
  state: ReferralState
  letters: NationalLetter[]
  /** The current one: booked, or with the provider to book or triage. */
  appointment?: { id: string; status: string; serviceId?: string; start?: string; end?: string }
  /** ODS code of the organisation whose commissioning rules apply. */
  commissioningOrganisation?: string
}

/** Where a referral stands (`eRS-ReferralState-1`), and why. */
export interface ReferralState {
  code: string
  display: string
  /** In words. */
  reason?: string
  comments?: string
}

/** A file attached by the referrer. */
export interface NationalLetter {
  /** Address within e-RS, `Binary/...`. */
  url: string
  name: string
  description?: string
  /** `AVAILABLE`, `PENDING`, `THREATS_FOUND`, `VALIDATION_FAILED`. */
  availability: string
}

/** The worklists of a referring practice. Source: A008, "Referring Organisations". */
export const WORKLISTS = {
  REJECTED_TRIAGE_RESPONSE: 'Rejected or answered by triage',
  ASSESSMENT_RETURNED_CANCELLED_DNA: 'Returned, cancelled or not attended',
  LETTERS_OUTSTANDING: 'Letter outstanding',
  AWAITING_BOOKING: 'Awaiting booking',
} as const
export type Worklist = keyof typeof WORKLISTS

/** One referral on a worklist. */
export interface WorklistEntry {
  ubrn: string
  nhsNumber: string
  priority: Priority
  /** ISO instant. */
  created: string
  /** `CARDIOLOGY/HEART_FAILURE`. */
  context: string
  /** SDS user id of who made it. */
  referrer: string
  /** Where it stands, in words. */
  status?: string
  reason?: string
  /** ISO date. */
  letterDue?: string
}

/** One code of e-RS reference data that may be used now. */
export interface ReferenceConcept {
  code: string
  display: string
  /** Properties by name; several values of one name are all there. */
  properties: Readonly<Record<string, readonly (string | boolean)[]>>
}

/** A time at a directly bookable service. */
export interface NationalSlot {
  id: string
  start: string
  end: string
  /** SDS user id of the clinician the slot belongs to. */
  clinician?: string
}

/** An advice and guidance request, with its conversation. */
export interface NationalAdvice {
  ubrn: string
  version: string
  nhsNumber: string
  /** `eRS-AdviceAndGuidanceStatus-1`: PROVIDER_RESPONSE_REQUIRED, REFERRER_TO_REVIEW_RESPONSE, ADVICE_CONVERTED ... */
  status: string
  /** Oldest first. */
  messages: { from: 'practice' | 'provider'; at: string; text: string }[]
}

/** A file for e-RS. */
export interface OutgoingFile {
  name: string
  mediaType: string
  content: Uint8Array
}
