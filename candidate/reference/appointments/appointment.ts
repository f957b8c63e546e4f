import type { BookingMethod } from './national-lists.ts'

/** booked: to come. arrived: in the waiting room. fulfilled: seen. noshow: did not attend. */
export type AppointmentStatus = 'booked' | 'arrived' | 'fulfilled' | 'noshow' | 'cancelled'

/** A patient's appointment. Names are kept as they were: who left the practice since still saw the patient. */
export interface Appointment {
  id: string
  /** Counts every change; the ETag. */
  version: number
  patientId: string
  slotId: string
  status: AppointmentStatus
  practitionerId: string
  startsAt: number
  endsAt: number
  details: AppointmentDetails
}

export interface AppointmentDetails {
  practitioner: string
  siteId: string
  site: string
  category: string
  mode: string
  /** What the patient comes for, in words. */
  reason: string
  bookedThrough: BookingMethod
  bookedBy: { id: string; name: string }
  bookedAt: string
  arrivedAt?: string
  seenAt?: string
  notAttendedAt?: string
  cancelledAt?: string
  cancellation?: Cancellation
  /** Why it was booked far ahead: numbers of EXCEPTION_REASONS. */
  exceptionReasons?: readonly string[]
  /** Where another organisation booked it. */
  elsewhere?: BookedElsewhere
}

/** What another organisation said of an appointment that it booked. */
export interface BookedElsewhere {
  /** The organisation, as a FHIR resource. */
  organisation: Readonly<Record<string, unknown>>
  description?: string
  comment?: string
  /** When, in its own words. */
  created: string
}

export interface Cancellation {
  /** A code of CANCELLATION_REASONS. */
  code: string
  /** More in words; needed where the code is `other`. */
  text?: string
}

/** One entry in the story of an appointment: what was done to it, by whom, and how it was afterwards. */
export interface AppointmentVersion {
  at: string
  /** `booked`, `moved`, `cancelled`, `arrived`, `noshow`, `fulfilled`. */
  event: string
  user: { id: string; name: string }
  appointment: Appointment
}

/** Whether somebody is expected, or here: the time is theirs. */
export const isLive = ({ status }: Pick<Appointment, 'status'>) => status === 'booked' || status === 'arrived'
