import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** What lets somebody work who is not quite well. */
export type FitNoteAdvice = 'phasedReturn' | 'alteredHours' | 'amendedDuties' | 'adaptations'

/** A fit note as a clinician fills it in. Dates are ISO dates. */
export interface FitNoteForm {
  patientId: string
  assessedOn: string
  /** SNOMED CT code and words. */
  diagnosisCode: string
  diagnosis: string
  fitness: 'not-fit' | 'may-be-fit'
  advice: readonly FitNoteAdvice[]
  comments: string
  from: string
  to: string
  /** The condition began in the last six months. */
  withinSixMonths: boolean
  reassess: boolean
  /** SDS user id of somebody whom the caller names as issuer: a system takes no notice of it. */
  issuer?: string
}

/** A fit note as a candidate shows it. */
export interface FitNoteView {
  id: string
  assessedOn: string
  diagnosis: string
  fitness: string
  advice: string[]
  comments?: string
  from: string
  to: string
  /** SDS user id, name and profession. */
  issuer: string
  issuerName: string
  profession: string
  /** ISO instant. */
  issuedAt: string
  /** The national template it is on. */
  template: string
}

/** Statements of fitness for work. */
export interface FitNoteVerbs {
  issue(session: Session, form: FitNoteForm): Promise<Answer<FitNoteView>>
  /** Newest first. */
  ofPatient(session: Session, patientId: string): Promise<Answer<FitNoteView[]>>
  /** Prints one from the record: the lines on the paper. */
  print(session: Session, patientId: string, id: string): Promise<Answer<string[]>>
}
