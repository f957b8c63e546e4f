import type { Answer } from './answer.ts'
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
}
