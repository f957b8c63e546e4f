import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** What a practice offers its patients online, each on its own. `cancelling`: of appointments. */
export type OnlineService = 'record' | 'prescriptions' | 'appointments' | 'cancelling'

export type RecordLevel = 'none' | 'summary' | 'detailed' | 'documents' | 'full'

/** What is arranged with a patient. */
export interface OnlineAccess {
  record: RecordLevel
  /** For entries before the effective date; as `record` when absent. */
  historical?: RecordLevel
  /** ISO date from which entries count as current; today when absent. */
  effectiveDate?: string
  prescriptions: 'none' | 'view' | 'manage'
  appointments: boolean
}

/** Something a patient takes for long, to be put on their list. */
export interface RepeatDetails {
  /** dm+d code and name. */
  code: string
  term: string
  dosage: string
  quantity: number
  unit: string
  days: number
  /** ISO dates on which it was issued so far. */
  issuedOn?: readonly string[]
  /** Not to be given out to other organisations. */
  confidential?: true
}

/** A patient's request for more, as the practice sees it. */
export interface RepeatRequestView {
  id: string
  status: string
  term?: string
  note?: string
  reason?: string
  /** ODS code of the pharmacy for this once. */
  pharmacy?: string
}

/** The practice's side of what patients see and do online. */
export interface OnlineServicesVerbs {
  offered(session: Session): Promise<Answer<Partial<Record<OnlineService, boolean>>>>
  /** Switches services on or off; those not named stay as they are. */
  switchServices(session: Session, wanted: Partial<Record<OnlineService, boolean>>): Promise<Answer<void>>
  arrangeAccess(session: Session, patientId: string, access: OnlineAccess): Promise<Answer<void>>
  /** Answers with the candidate's id of the repeat medication. */
  addRepeat(session: Session, patientId: string, repeat: RepeatDetails): Promise<Answer<string>>
  stopRepeat(session: Session, patientId: string, repeatId: string): Promise<Answer<void>>
  repeatRequests(session: Session, patientId: string): Promise<Answer<RepeatRequestView[]>>
  decideRepeatRequest(
    session: Session,
    patientId: string,
    requestId: string,
    decision: { accepted: boolean; reason?: string },
  ): Promise<Answer<void>>
  /** Files a document; answers with its id. Until somebody has reviewed it, it is the practice's alone. */
  fileDocument(
    session: Session,
    patientId: string,
    document: { description: string; created: string; contentType: string; content: string },
  ): Promise<Answer<string>>
  reviewDocument(session: Session, documentId: string): Promise<Answer<void>>
}
