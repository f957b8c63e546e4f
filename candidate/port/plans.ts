import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** A record that another organisation holds, as a candidate lists it. */
export interface RecordElsewhere {
  /** What it is opened by. */
  id: string
  /** SNOMED CT code of its type: `736253002`. */
  type: string
  /** ODS code of who holds it. */
  holder: string
  /** Address of a page that says whom to ask, where the holder gives that instead of the record. */
  contact?: string
}

/** A plan that is held at the practice, and what others know of it. */
export interface PlanView {
  id: string
  type: string
  title: string
  /** published: others find it. not-published: they do not, or nobody knows. replaced, withdrawn: they find it no more. */
  state: 'publishing' | 'published' | 'not-published' | 'replaced' | 'withdrawn' | (string & {})
}

/** Care plans and the like: those that others hold, and those held here (National Record Locator). */
export interface PlanVerbs {
  /** Looks where others hold records of a patient: of all types, or of one (SNOMED CT code). */
  findElsewhere(session: Session, patientId: string, type?: string): Promise<Answer<RecordElsewhere[]>>
  /** How many there are, without looking at which. */
  countElsewhere(session: Session, patientId: string): Promise<Answer<number>>
  /** Opens one. `content` is base64. */
  openElsewhere(session: Session, patientId: string, id: string): Promise<Answer<{ contentType: string; content: string }>>
  /** Writes a plan and tells others that it is here; `replaces`: id of the plan whose place it takes. */
  publish(session: Session, patientId: string, plan: { type: string; title: string; text: string; replaces?: string }): Promise<Answer<PlanView>>
  /** Tells others again of one that did not get through. */
  sendAgain(session: Session, patientId: string, id: string): Promise<Answer<PlanView>>
  /** Takes one back. */
  withdraw(session: Session, patientId: string, id: string): Promise<Answer<PlanView>>
  /** All that were written here, newest first. */
  ofPatient(session: Session, patientId: string): Promise<Answer<PlanView[]>>
}
