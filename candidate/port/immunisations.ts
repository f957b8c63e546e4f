import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** A vaccination as a candidate shows it. */
export interface VaccinationView {
  id: string
  /** SNOMED CT or dm+d code of the product. */
  product: string
  /** SNOMED CT codes of the diseases it protects against. */
  diseases: string[]
  /** ISO date or instant. */
  givenAt: string
  lotNumber?: string
  /** ODS code of where it was given. */
  organisation?: string
  /** sent: the national service has it. not-sent: not, or nobody knows. read: given elsewhere. */
  state: 'sending' | 'sent' | 'not-sent' | 'read' | (string & {})
}

/** Vaccinations. */
export interface ImmunisationVerbs {
  /** Records a vaccination that was given here; the candidate sends it. */
  record(session: Session, vaccination: { patientId: string; product: { code: string; term: string }; givenAt: string; lotNumber: string }): Promise<Answer<VaccinationView>>
  /** Sends one again that did not get through. */
  sendAgain(session: Session, id: string): Promise<Answer<VaccinationView>>
  /** Takes what others have given into the patient's record; all that is there then. */
  readNational(session: Session, patientId: string): Promise<Answer<VaccinationView[]>>
  /** All that is on the patient's record. */
  ofPatient(session: Session, patientId: string): Promise<Answer<VaccinationView[]>>
}
