import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** What a patient has said about their Summary Care Record: nothing yet, that they want one, that they want none. */
export type SummaryPreference = 'implied' | 'express' | 'dissent'

/**
 * How it stands with a patient's summary: Spine has what the record says; an upload did not get through and waits; it was given up;
 * nothing is uploaded for this patient.
 */
export type SummaryState = 'current' | 'waiting' | 'failed' | 'withheld'

export interface SummaryStatus {
  state: SummaryState | (string & {})
  /** Why nothing is uploaded, in the candidate's own word. */
  why?: string
}

/** On what ground somebody looks at a summary. */
export type ViewingGround = 'permission' | 'emergency' | 'public-interest' | 'statute' | 'court-order'

/** How the practice reaches the Summary Care Record: over its FHIR API, or by HL7 V3 messages. */
export type SummaryInterface = 'fhir' | 'hl7'

/** A summary as a candidate shows it. */
export interface SummaryView {
  /** Whether there is one. */
  found: boolean
  /** The text of all sections, with their titles. */
  text: string
  author?: string
  practice?: string
}

/** Summary Care Records. */
export interface SummaryVerbs {
  /** Lets the candidate do now what it does by itself: upload the patient's summary if that is due. */
  bringUpToDate(session: Session, patientId: string): Promise<Answer<SummaryStatus>>
  /** Writes down what the patient says about their summary. */
  setPreference(session: Session, patientId: string, preference: SummaryPreference): Promise<Answer<SummaryStatus>>
  /** Looks at the patient's summary. Without a ground, as somebody would who just presses the button. */
  view(session: Session, patientId: string, options?: { ground?: ViewingGround; why?: string }): Promise<Answer<SummaryView>>
  /** Chooses how the practice reaches the Summary Care Record from now on. Asked only of a candidate that uses both. */
  chooseInterface(session: Session, chosen: SummaryInterface): Promise<Answer<void>>
}
