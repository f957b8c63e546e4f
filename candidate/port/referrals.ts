import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** How soon a patient has to be seen. TWO_WEEK_WAIT is urgent suspected cancer. Codes of e-RS. */
export type ReferralPriority = 'ROUTINE' | 'URGENT' | 'TWO_WEEK_WAIT'

/** What services are looked for by; what the user did not say is absent. */
export interface ServiceSearch {
  patientId: string
  for: 'referral' | 'advice'
  priority?: ReferralPriority
  /** Codes of e-RS reference data. */
  specialty?: string
  clinicType?: string
  /** SDS user id of the clinician, where the user refers for somebody else. */
  clinicianId?: string
}

/** A service that a search found. */
export interface ServiceOffer {
  /** e-RS service id. */
  id: string
  name: string
}

/** A referral as somebody writes it down; what they did not say is absent. */
export interface ReferralDraft {
  patientId: string
  /** SNOMED CT code of the kind of referral. */
  type?: string
  reason?: string
  priority?: ReferralPriority
  specialty?: string
  clinicType?: string
  clinicianId?: string
  /** For a referral that does not go through e-RS. */
  byHand?: { organisation: string; professional?: string }
}

/** A file for a referral. */
export interface LetterFile {
  name: string
  mediaType: string
  content: Uint8Array
}

/** A letter as a candidate shows it. attached: the service can read it. unusable: refused by the scan. waiting: not in e-RS yet. */
export interface LetterView {
  name: string
  /** Address in e-RS, where it has one. */
  url: string
  standing: 'attached' | 'unusable' | 'waiting' | (string & {})
  /** What the user reads about it. */
  words: string
}

/** draft: not sent. unconfirmed: sent, and not known whether it arrived. active: in e-RS. cancelled. by-hand: outside of e-RS. */
export type ReferralStatus = 'draft' | 'unconfirmed' | 'active' | 'cancelled' | 'by-hand'

/** A referral as a candidate shows it. Absent means not shown. */
export interface ReferralView {
  id: string
  /** Version, to be handed back when it is changed. */
  version: string
  patientId?: string
  status: ReferralStatus | (string & {})
  /** Booking reference. */
  ubrn?: string
  type?: string
  reason?: string
  priority?: string
  /** What the user reads where urgency has to be seen at once. */
  flag?: string
  specialty?: string
  clinicType?: string
  /** SDS user id of who refers, and of who wrote it. */
  clinicianId?: string
  authorId?: string
  /** ISO instant. */
  writtenAt?: string
  /** In the order of preference. */
  services: ServiceOffer[]
  /** Where it goes, for a referral by hand. */
  receivers: string[]
  letters: LetterView[]
  /** Code of where it stands in e-RS, and why, in words. */
  state?: string
  stateReason?: string
  stateComments?: string
  /** Code of the reason for which it was cancelled. */
  cancelledBecause?: string
  appointment?: { status: string; serviceId?: string; start?: string }
  /** What the user was told beside the result. */
  note?: string
}

/** How a referral is sent. */
export interface Referring {
  /** Services in the order of preference. */
  serviceIds: string[]
  letter?: LetterFile
  /** No letter will follow. */
  withoutLetter?: boolean
  /** Codes of warnings that the user has confirmed. */
  acknowledged?: string[]
  /** The patient on the user's screen, where it is not the referral's. */
  onScreen?: string
}

/** The worklists of a referring practice. Codes of e-RS. */
export type WorklistName = 'REJECTED_TRIAGE_RESPONSE' | 'ASSESSMENT_RETURNED_CANCELLED_DNA' | 'LETTERS_OUTSTANDING' | 'AWAITING_BOOKING'

/** A referral on a worklist. */
export interface WorklistLine {
  ubrn: string
  nhsNumber?: string
  patientName?: string
  priority?: string
  flag?: string
  status?: string
  reason?: string
  /** The candidate's id of the referral. */
  referralId?: string
}

/** A question to a specialist; what the user did not say is absent. */
export interface AdviceQuestion {
  patientId: string
  priority: ReferralPriority
  specialty: string
  clinicType?: string
  clinicianId?: string
  serviceId: string
  question: string
  /** Whether the specialist may make a referral of it. */
  mayConvert?: boolean
  acknowledged?: string[]
}

/** A request for advice as a candidate shows it. */
export interface AdviceView {
  id: string
  patientId?: string
  ubrn?: string
  /** unconfirmed: not known whether it arrived. */
  standing: 'sent' | 'unconfirmed' | 'not-sent' | (string & {})
  /** Code of where the conversation stands in e-RS, and the words for it. */
  status?: string
  statusWords?: string
  question?: string
  serviceIds: string[]
  /** Oldest first. */
  messages: { from: string; text: string }[]
}

/** A time at a service. */
export interface OfferedSlot {
  id: string
  /** ISO instants. */
  start: string
  end: string
}

/** Referrals (capability C11), through e-RS and otherwise, and advice and guidance. */
export interface ReferralVerbs {
  searchServices(session: Session, search: ServiceSearch): Promise<Answer<ServiceOffer[]>>
  /** Writes a referral down; nothing is sent yet. */
  write(session: Session, draft: ReferralDraft): Promise<Answer<ReferralView>>
  /** Sends it, as the user has it in front of them; all the following alike. */
  refer(session: Session, seen: ReferralView, how: Referring): Promise<Answer<ReferralView>>
  /** As the practice has it. */
  read(session: Session, id: string): Promise<Answer<ReferralView>>
  /** As e-RS has it now. */
  look(session: Session, id: string): Promise<Answer<ReferralView>>
  ofPatient(session: Session, patientId: string): Promise<Answer<ReferralView[]>>
  attachLetter(session: Session, seen: ReferralView, letter: LetterFile, onScreen?: string): Promise<Answer<ReferralView>>
  /** Sends again what is waiting. */
  sendWaitingLetters(session: Session, seen: ReferralView): Promise<Answer<ReferralView>>
  changeShortlist(session: Session, seen: ReferralView, serviceIds: string[]): Promise<Answer<ReferralView>>
  cancel(session: Session, seen: ReferralView, reason: { code?: string; comments?: string }): Promise<Answer<ReferralView>>
  /** Codes of the reasons that the user is offered. */
  cancellationReasons(session: Session, id: string): Promise<Answer<string[]>>
  /** The letter for the patient, with booking reference and password: a PDF. */
  patientLetter(session: Session, id: string): Promise<Answer<Uint8Array>>
  worklist(session: Session, list: WorklistName): Promise<Answer<WorklistLine[]>>
  freeSlots(session: Session, id: string, serviceId: string): Promise<Answer<OfferedSlot[]>>
  book(session: Session, seen: ReferralView, slot: { serviceId: string; slotId: string }): Promise<Answer<ReferralView>>
  /** Leaves the booking to the provider, or sends the referral into triage. */
  defer(session: Session, seen: ReferralView, to: { serviceId: string; triage?: boolean }): Promise<Answer<ReferralView>>
  askAdvice(session: Session, question: AdviceQuestion): Promise<Answer<AdviceView>>
  /** As e-RS has it now. */
  lookAtAdvice(session: Session, id: string): Promise<Answer<AdviceView>>
  /** Conversations in which it is the practice's turn, or that have ended. */
  adviceToReadList(session: Session): Promise<Answer<AdviceView[]>>
}
