import type { Priority } from './directory-service.ts'

/** A time at a directly bookable service, as the provider's PAS offers it. */
export interface Slot {
  id: string
  serviceId: string
  /** ISO instants. */
  start: string
  end: string
  priorities: Priority[]
  /** SDS user id of the clinician the slot belongs to. */
  clinician?: string
  /** UBRN of the referral it is booked for, or `elsewhere`. */
  bookedFor?: string
}
