import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

export interface Address {
  lines: string[]
  postcode: string
}

/** Where a patient lived before. */
export interface FormerAddress extends Address {
  /** ISO date on which it ended, where the candidate knows it. */
  until?: string
}

/** A time for which somebody was on the practice's list. */
export interface Registration {
  type: 'permanent' | 'temporary'
  /** ISO dates. */
  startedOn?: string
  endedOn?: string
  /** SDS user id of the named accountable GP. */
  accountableGp?: string
}

/** A patient as a candidate shows them. Absent means not shown. */
export interface PatientView {
  /** The candidate's own id. */
  id: string
  /** Version of the candidate's record, to be handed back when it is changed. */
  version: string
  nhsNumber?: string
  /** NHS number status code, 01 to 08 (01: present and verified). */
  nhsNumberStatus?: string
  /** Numbers that the present one has replaced. */
  formerNhsNumbers?: string[]
  family?: string
  given?: string[]
  title?: string
  gender?: string
  /** ISO date. */
  birthDate?: string
  /** ISO date or instant; `true` when only the fact is known. */
  deceased?: string | true
  address?: Address
  formerAddresses?: FormerAddress[]
  mobile?: string
  homePhone?: string
  email?: string
  /** ODS code of the registered practice. */
  practice?: string
  /** ODS code of the nominated pharmacy. */
  nominatedPharmacy?: string
  /** Whether the candidate marks the record as restricted (sensitive). */
  restricted: boolean
  active: boolean
}

/** What a user types to find somebody nationally. */
export interface TraceCriteria {
  nhsNumber?: string
  family?: string
  given?: string
  gender?: 'male' | 'female' | 'other' | 'unknown'
  /** ISO date. */
  birthDate?: string
  postcode?: string
}

/** Somebody found nationally, not yet registered. */
export interface TraceMatch {
  nhsNumber: string
  family?: string
  given?: string[]
  birthDate?: string
  gender?: string
  postcode?: string
}

/** A change of contact details; `null` removes. */
export interface ContactChange {
  mobile?: string | null
  homePhone?: string | null
  email?: string | null
  address?: Address
}

/** A change that the user made and that has not reached the national record. */
export interface UnsentChange {
  change: ContactChange
  reason: string
}

/** An allergy or intolerance. */
export interface Allergy {
  /** The candidate's own id; of one that is on the record. */
  id?: string
  /** SNOMED CT or dm+d concept id of the causative agent. */
  code: string
  term: string
  /** Not to be given out to other organisations. */
  confidential?: true
  /** Not to be shown to the patient online. */
  notForPatient?: true
}

/** Finding, registering and keeping patients (capability C13). */
export interface DemographicsVerbs {
  findNationally(session: Session, criteria: TraceCriteria): Promise<Answer<TraceMatch[]>>
  /** Registers somebody for whom the national record exists; `temporary` leaves them with their own practice nationally. */
  register(session: Session, nhsNumber: string, options?: { temporary?: boolean }): Promise<Answer<PatientView>>
  /** When and how the patient was on the practice's list, the present time first. */
  registrations(session: Session, patientId: string): Promise<Answer<Registration[]>>
  /** The practice's own list. */
  findLocally(session: Session, criteria: { nhsNumber?: string; family?: string; birthDate?: string }): Promise<Answer<PatientView[]>>
  read(session: Session, patientId: string): Promise<Answer<PatientView>>
  /** Opens the details for editing, up to date with the national record. */
  openForEditing(session: Session, patientId: string): Promise<Answer<PatientView>>
  /** Saves a change against the version the user has in front of them. */
  changeContact(session: Session, opened: PatientView, change: ContactChange): Promise<Answer<PatientView>>
  /** The same, without saying which version the user saw. */
  changeContactBlindly(session: Session, opened: PatientView, change: ContactChange): Promise<Answer<PatientView>>
  unsentChanges(session: Session, patientId: string): Promise<Answer<UnsentChange[]>>
  nominatePharmacy(session: Session, opened: PatientView, odsCode: string): Promise<Answer<PatientView>>
  deduct(session: Session, patientId: string): Promise<Answer<void>>
  recordAllergy(session: Session, patientId: string, allergy: Allergy): Promise<Answer<void>>
  /** Writes down that an allergy has ended; the reason is not always known. */
  endAllergy(session: Session, allergyId: string, reason?: string): Promise<Answer<void>>
  allergies(session: Session, patientId: string): Promise<Answer<Allergy[]>>
  /** Notes what everybody who deals with the patient must see: an alert that is not clinical. */
  raiseAlert(session: Session, patientId: string, text: string): Promise<Answer<void>>
}
