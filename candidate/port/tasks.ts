import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** Something the practice has to see to, as its list shows it. */
export interface TaskView {
  id: string
  /** The candidate's own word for the kind of task. */
  code: string
  /** What has happened and what to do, in the words the user sees. */
  text: string
  patientId?: string
}

/** The practice's list of things to do. */
export interface TaskVerbs {
  /** What is open about a patient. */
  open(session: Session, patientId: string): Promise<Answer<TaskView[]>>
  /** All that is open, whoever it is about, also what is about nobody; newest first. */
  all(session: Session): Promise<Answer<TaskView[]>>
}
