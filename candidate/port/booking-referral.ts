import type { Answer } from './answer.ts'
import type { ConsumerAnswer, ConsumerRequest } from './gp-connect.ts'
import type { Session } from './identity.ts'

/** Something that was referred to another service, or booked there, as a user sees it. */
export interface SentElsewhereView {
  id: string
  kind: 'referral' | 'booking' | (string & {})
  /** not-sent: the service does not have it, and it is kept. unconfirmed: nobody knows. sent. cancelled. */
  state: 'not-sent' | 'unconfirmed' | 'sent' | 'cancelled' | (string & {})
  /** ODS code of the organisation. */
  organisation: string
  reason: string
  /** What the service says has become of it: FHIR status of a ServiceRequest or an Appointment. */
  status?: string
  /** Whether the service said so just now. */
  current: boolean
  /** Why it could not be asked, in the words the user sees. */
  problem?: string
  /** Time that is booked, ISO instant. */
  start?: string
}

/** A free time at another service. ISO instants. */
export interface TimeElsewhere {
  id: string
  start: string
  end: string
}

/** One call of the BaRS proxy. */
export type SenderRequest = Omit<ConsumerRequest, 'root'>

/** Booking and referral (BaRS): towards other services, and as one of them. */
export interface BookingReferralVerbs {
  /** Refers a patient to an organisation. */
  refer(session: Session, patientId: string, request: { organisation: string; reason: string }): Promise<Answer<SentElsewhereView>>
  /** Free times of an organisation's service in the coming days. */
  times(session: Session, organisation: string): Promise<Answer<TimeElsewhere[]>>
  book(session: Session, patientId: string, request: { organisation: string; reason: string; time: TimeElsewhere }): Promise<Answer<SentElsewhereView>>
  /** All that was referred or booked for a patient, newest first, as it is known here. */
  list(session: Session, patientId: string): Promise<Answer<SentElsewhereView[]>>
  /** Looks at one, as the service has it now. */
  open(session: Session, patientId: string, id: string): Promise<Answer<SentElsewhereView>>
  /** Sends once more what did not arrive, or nobody knows. */
  sendAgain(session: Session, patientId: string, id: string): Promise<Answer<SentElsewhereView>>
  cancel(session: Session, patientId: string, id: string): Promise<Answer<SentElsewhereView>>
  /** Calls the practice's own service as the BaRS proxy does. */
  call(request: SenderRequest): Promise<ConsumerAnswer>
}
