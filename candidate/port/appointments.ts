import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** A session to be published: date and times as the practice's clock shows them. */
export interface SessionPlan {
  /** SDS user id of whoever sees the patients. */
  practitionerId: string
  /** The candidate's id of a site; the main surgery when absent. */
  siteId?: string
  /** ISO date. */
  date: string
  /** `09:00`. */
  start: string
  end: string
  /** Length of a slot. */
  minutes: number
  /** National slot category; absent when the user chose none. */
  category?: string
  /** Ways to meet that it offers, of the national list of appointment modes. */
  modes: string[]
  /** Whether patients may book its slots themselves. */
  patientBookable?: boolean
}

/** A slot as a candidate shows it. */
export interface SlotView {
  id: string
  /** ISO instants. */
  start: string
  end: string
  status: 'free' | 'booked' | 'blocked'
  /** National slot category, and the context type it belongs to. */
  category?: string
  context?: string
  patientBookable: boolean
}

export interface PublishedSession {
  id: string
  slots: SlotView[]
}

/** What a user looks for: free slots of some days, both inclusive. */
export interface SlotSearch {
  /** ISO dates. */
  from: string
  to: string
  practitionerId?: string
  mode?: string
  /** Only what patients may book themselves. */
  forPatients?: boolean
}

/** An appointment to be booked; what the user did not say is absent. */
export interface BookingRequest {
  patientId: string
  slotId: string
  mode?: string
  reason?: string
  /** How it was asked for. */
  through?: 'desk' | 'telephone' | 'online'
  /** Why it is booked more than 14 days ahead: numbers of the national list (WPAD-DI-030). */
  exceptionReasons?: readonly ('1' | '2' | '3' | '4')[]
}

/** booked: to come. arrived: waiting. fulfilled: seen. noshow: did not attend. FHIR Appointment.status. */
export type AppointmentStatus = 'booked' | 'arrived' | 'fulfilled' | 'noshow' | 'cancelled'

/** An appointment as a candidate shows it. Absent means not shown. */
export interface AppointmentView {
  id: string
  /** Version, to be handed back when it is changed. */
  version: string
  status: AppointmentStatus | (string & {})
  /** ISO instants. */
  start: string
  end: string
  patientId?: string
  slotId?: string
  practitionerId?: string
  practitioner?: string
  site?: string
  mode?: string
  category?: string
  reason?: string
  through?: string
  /** SDS user id of who booked it. */
  bookedBy?: string
  /** Why it was cancelled, in words. */
  cancelledBecause?: string
  /** When it became what: `{ arrived: '2026-03-31T09:02:00Z' }`. */
  times: Record<string, string>
}

/** One entry in the story of an appointment. */
export interface AppointmentChange {
  /** SDS user id of who made it. */
  userId?: string
  /** ISO instant. */
  at?: string
  /** How it was afterwards. */
  appointment: AppointmentView
}

/** Why an appointment is cancelled: a code of HL7's appointment-cancellation-reason, and words. */
export interface CancellationReason {
  code: string
  text?: string
}

/** Sessions, slots and appointments (capability C5). */
export interface AppointmentVerbs {
  publishSession(session: Session, plan: SessionPlan): Promise<Answer<PublishedSession>>
  /** Gives a session, with whoever is booked into it, to another clinician. */
  handOverSession(session: Session, id: string, practitionerId: string): Promise<Answer<void>>
  withdrawSession(session: Session, id: string): Promise<Answer<void>>
  /** All slots of a session, whatever has become of them. */
  slotsOf(session: Session, sessionId: string): Promise<Answer<SlotView[]>>
  findFreeSlots(session: Session, search: SlotSearch): Promise<Answer<SlotView[]>>
  blockSlot(session: Session, slotId: string, reason: string): Promise<Answer<void>>
  releaseSlot(session: Session, slotId: string): Promise<Answer<void>>
  /** Says whether patients may book a slot themselves. */
  offerToPatients(session: Session, slotId: string, offered: boolean): Promise<Answer<void>>
  book(session: Session, request: BookingRequest): Promise<Answer<AppointmentView>>
  read(session: Session, id: string): Promise<Answer<AppointmentView>>
  /** Moves against the version the user has in front of them; `cancel` and `mark` alike. */
  move(session: Session, seen: AppointmentView, slotId: string): Promise<Answer<AppointmentView>>
  cancel(session: Session, seen: AppointmentView, reason?: CancellationReason): Promise<Answer<AppointmentView>>
  mark(session: Session, seen: AppointmentView, status: Exclude<AppointmentStatus, 'cancelled'>): Promise<Answer<AppointmentView>>
  /** What was done to an appointment, newest first. */
  history(session: Session, id: string): Promise<Answer<AppointmentChange[]>>
  /** Everything a patient has been booked for. */
  ofPatient(session: Session, patientId: string): Promise<Answer<AppointmentView[]>>
  /** The list of a day, in its order; all clinicians, or one. */
  ofDay(session: Session, day: { date: string; practitionerId?: string }): Promise<Answer<AppointmentView[]>>
}
