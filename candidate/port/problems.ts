import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** A code that somebody can choose. */
export interface CodeChoice {
  code: string
  term: string
  /** Of a medicine: the level of dm+d, `VMP` or `AMP`. */
  level?: string
}

/** A problem as it is to be recorded: the code that was chosen, with the term on screen, and the clinician's own words. */
export interface ProblemDetails {
  code: string
  term: string
  text?: string
}

export interface ProblemView extends ProblemDetails {
  id: string
  /** checked, unchecked (the code could not be looked up yet), retired (a later release has made the concept inactive). */
  state: 'checked' | 'unchecked' | 'retired' | (string & {})
}

/** Problems, coded in SNOMED CT (capability C15). */
export interface ProblemVerbs {
  findCodes(session: Session, kind: 'problem' | 'allergen' | 'medicine', words: string): Promise<Answer<CodeChoice[]>>
  record(session: Session, patientId: string, problem: ProblemDetails): Promise<Answer<ProblemView>>
  ofPatient(session: Session, patientId: string): Promise<Answer<ProblemView[]>>
  /** Looks the codes of a patient's problems up again. */
  checkCodes(session: Session, patientId: string): Promise<Answer<ProblemView[]>>
}
