import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** What a practice reports by itself, again and again: appointments and fit notes (weekly), use (monthly), FGM (quarterly), codes (yearly). */
export type ReportKind = 'gpad' | 'fit-notes' | 'mi' | 'fgm' | 'terminology'

/** Something that left the practice, or is to, as its list shows it. */
export interface ExtractView {
  /** The reference that its file carries. */
  reference: string
  kind: ReportKind | 'collection' | 'disclosure' | (string & {})
  /** ISO dates, of a report. */
  from?: string
  to?: string
  /** asking: it is not known yet who has opted out. withheld: nothing is sent. undelivered: it did not reach whom it was for. */
  state: 'asking' | 'queued' | 'sent' | 'undelivered' | 'withheld' | (string & {})
  records: number
  /** How many patients were left out because they told the practice so, and because they told the NHS so. */
  excludedHere: number
  excludedNationally: number
  problem?: string
}

/** Whom and what the practice means to disclose. Dates are ISO dates, inclusive. */
export interface Disclosure {
  purpose: 'direct-care' | 'research' | 'planning'
  /** Mailbox of whoever gets it. */
  recipient: string
  bornFrom: string
  bornTo: string
  recordedFrom: string
  recordedTo: string
  /** SNOMED CT or dm+d codes. */
  codes: readonly string[]
}

/** That a woman or girl was found to have undergone female genital mutilation. */
export interface FgmDetails {
  patientId: string
  type: '1' | '2' | '3' | '4' | 'unknown'
  /** ISO date. */
  identifiedOn: string
  how: 'examination' | 'self-report'
  note: string
  /** She does not want it passed on. */
  objects: boolean
}

/** What a practice reports and extracts, and who keeps out of it. */
export interface ExtractVerbs {
  /** Everything that left the practice or is to, newest first; and since when the practice works with the system (ISO date). */
  list(session: Session): Promise<Answer<{ liveSince: string; extracts: ExtractView[] }>>
  /** Makes a report of the time that a day (ISO date) is in; it goes out when messages next do. */
  submit(session: Session, kind: ReportKind, day: string): Promise<Answer<ExtractView>>
  disclose(session: Session, disclosure: Disclosure): Promise<Answer<ExtractView>>
  /** Writes down whether the practice takes part in a national collection. */
  agree(session: Session, collection: string, agreed: boolean): Promise<Answer<void>>
  /** Writes down whether a patient has opted out at the practice (type 1). */
  decideTypeOne(session: Session, patientId: string, optedOut: boolean): Promise<Answer<void>>
  hasOptedOut(session: Session, patientId: string): Promise<Answer<boolean>>
  recordFgm(session: Session, details: FgmDetails): Promise<Answer<void>>
}
