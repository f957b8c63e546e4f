import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** A yellow card as it is opened: with what the record knows. */
export interface PreparedCardView {
  initials: string
  sex: string
  age?: number
  /** What the patient may have taken. */
  medicines: { id: string; term: string }[]
  /** What the patient is known not to stand. */
  known: string[]
}

/** A yellow card that was reported. */
export interface YellowCardView {
  id: string
  /** sent: the regulator has it. not-sent: not, or nobody knows. refused: the regulator did not accept it. */
  state: 'sending' | 'sent' | 'not-sent' | 'refused' | (string & {})
  /** The regulator's number. */
  number?: string
  /** Why it was not sent, or not accepted, in the words the user sees. */
  problem?: string
}

/** Reports of suspected adverse drug reactions (standard S37). */
export interface YellowCardVerbs {
  /** Opens a card. */
  prepare(session: Session, patientId: string): Promise<Answer<PreparedCardView>>
  /** Reports a reaction. `startedOn`: ISO date; `outcome`: recovered, recovering, not-recovered, recovered-with-sequelae, fatal or unknown; `suspects`: ids of medicines. */
  report(session: Session, patientId: string, card: { reaction: string; startedOn: string; outcome: string; suspects: readonly string[] }): Promise<Answer<YellowCardView>>
  /** Sends one again that did not get through. */
  sendAgain(session: Session, patientId: string, id: string): Promise<Answer<YellowCardView>>
  /** All that were reported of the patient, newest first. */
  ofPatient(session: Session, patientId: string): Promise<Answer<YellowCardView[]>>
}
