import type { Answer } from './answer.ts'
import type { ConsumerAnswer, ConsumerRequest } from './gp-connect.ts'
import type { Session } from './identity.ts'

/** unmatched: it is not known whose it is. to-review: nobody has looked at it. replaced: another has come in its place. */
export type DocumentState = 'unmatched' | 'to-review' | 'reviewed' | 'replaced'

/** A document that another organisation sent, as the candidate shows it. Absent means not shown. */
export interface DocumentView {
  id: string
  /** Whose record it is in. */
  patientId?: string
  state: DocumentState | (string & {})
  title: string
  /** SNOMED CT code of its type. */
  typeCode?: string
  /** ODS code and name of the organisation it comes from. */
  from?: string
  fromName?: string
  /** The sender's identifier of it. */
  identifier?: string
  /** NHS number that it names, where it is in nobody's record. */
  namedNhsNumber?: string
  /** What a person reads: words and files. `base64` only of a document that was opened. */
  contents: { contentType?: string; base64?: string }[]
}

/**
 * Something that a document from elsewhere says in codes. proposed: a clinician has to decide. filed: it is part of the record. left-out:
 * a clinician has decided against it. replaced: its document has been.
 */
export interface PartView {
  documentId: string
  number: number
  /** `other`: something that the candidate has no place for. */
  kind: 'medication' | 'observation' | 'immunisation' | 'other'
  state: 'proposed' | 'filed' | 'left-out' | 'replaced' | (string & {})
  /** SNOMED CT or dm+d. */
  code?: string
  display: string
  /** What was measured, or how much was supplied. */
  value?: string
  date?: string
  batch?: string
  /** Whether it was done: some are sent to say that it was not. */
  done: boolean
  /** ODS code of the organisation that it is from, and who did it there. */
  from?: string
  by?: string
}

/**
 * How a report that was sent stands. waiting: MESH does not have it yet. sent: it has. accepted: it came through, and the patient is known
 * there. refused: the recipient could not take it, or does not know the patient. undelivered: MESH found nobody to give it to.
 * unanswered: the recipient has kept silent too long.
 */
export type ReportState = 'waiting' | 'sent' | 'accepted' | 'refused' | 'undelivered' | 'unanswered'

/** A consultation report that the practice has sent, as the candidate shows it. */
export interface ReportView {
  id: string
  state: ReportState | (string & {})
  /** Why it is not accepted, in words. */
  reason?: string
  /** NHS number of the patient that it is about. */
  nhsNumber?: string
  /** The practice's identifier of the document. */
  identifier?: string
}

/** A report of a consultation here about somebody who is registered elsewhere. */
export interface ReportToSend {
  nhsNumber: string
  family: string
  /** YYYY-MM-DD */
  birthDate: string
  /** A PDF file, in base64. */
  file: string
  /** Id of a report that it corrects. */
  replaces?: string
}

/** Documents from elsewhere: in a patient's record, or waiting for somebody to find out whose they are. */
export interface DocumentVerbs {
  /** Newest first, without their content. */
  ofPatient(session: Session, patientId: string): Promise<Answer<DocumentView[]>>
  /** Those that are in nobody's record. */
  unmatched(session: Session): Promise<Answer<DocumentView[]>>
  /** With its content. */
  open(session: Session, id: string): Promise<Answer<DocumentView>>
  /** Puts one that is nobody's into the record of a patient. */
  match(session: Session, id: string, patientId: string): Promise<Answer<DocumentView>>
  /** Says that a clinician has looked at it. */
  review(session: Session, id: string): Promise<Answer<DocumentView>>
  /** What documents from elsewhere say in codes about a patient. */
  parts(session: Session, patientId: string): Promise<Answer<PartView[]>>
  /** Takes parts of a document over into the record, and leaves the others out. */
  takeOver(session: Session, id: string, parts: readonly number[]): Promise<Answer<PartView[]>>
  /** Sends a consultation report to the practice where the patient is registered (GP Connect Send Document). */
  sendReport(session: Session, report: ReportToSend): Promise<Answer<ReportView>>
  /** What has become of a report. */
  report(session: Session, id: string): Promise<Answer<ReportView>>
  /** NHS 111 sends a report over its web service (SOAP). */
  receive111(request: Pick<ConsumerRequest, 'headers' | 'certificate'> & { body: string }): Promise<ConsumerAnswer>
}
