import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** unmatched: it is not known whose it is. to-review: nobody has looked at it. replaced: a newer one has come in its place. */
export type ReportState = 'unmatched' | 'to-review' | 'reviewed' | 'replaced'

/** A code as it came, or words alone. `system` is the FHIR address of the terminology. */
export interface CodedWords {
  system?: string
  code?: string
  text: string
}

/** One result as the candidate shows it. Absent means not shown. */
export interface ResultView {
  test: CodedWords
  value?: number
  /** <, <=, >= or >. */
  comparator?: string
  unit?: string
  finding?: CodedWords
  /** How it is marked: HI, LO, OR, PA; HH, LL, A, AA. */
  flag?: string
  ranges: { low?: number; high?: number; unit?: string; text?: string }[]
  comments: string[]
  /** final, preliminary, corrected and so on. */
  status?: string
}

/** A report of a laboratory or a screening programme, as the candidate shows it. */
export interface ReportView {
  id: string
  /** Whose record it is in. */
  patientId?: string
  state: ReportState | (string & {})
  /** The laboratory's number of it. */
  number?: string
  /** pathology or screening. */
  kind: string
  /** What it is called on screen. */
  title: string
  /** preliminary, appended, corrected, entered-in-error and so on. */
  status?: string
  laboratory?: string
  clinicalDetails: string[]
  /** What the laboratory says of all of it together. */
  conclusion?: string
  /** Whether the whole report is marked as abnormal. */
  abnormal: boolean
  /** SDS user id of whoever is to look at it. */
  reviewer?: string
  reviewedBy?: string
  /** NHS number that it names, where it is in nobody's record. */
  namedNhsNumber?: string
  specimens: string[]
  results: ResultView[]
}

/** Results from laboratories and screening programmes (capability C8). */
export interface LaboratoryVerbs {
  /** Newest first, those that were replaced among them. */
  ofPatient(session: Session, patientId: string): Promise<Answer<ReportView[]>>
  /** Those that are in nobody's record. */
  unmatched(session: Session): Promise<Answer<ReportView[]>>
  /** Puts one that is nobody's into the record of a patient. */
  match(session: Session, id: string, patientId: string): Promise<Answer<ReportView>>
  /** Says that a clinician has looked at it. */
  review(session: Session, id: string): Promise<Answer<ReportView>>
}
