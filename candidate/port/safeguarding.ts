import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** Something that is flagged nationally for a patient's safety. */
export interface SafeguardingFlag {
  /** Code of England-FlagCategoryPatient: `child-protection-information-system-flag`. */
  code: string
  /** `Child protection plan`. */
  plan?: string
  /** Who is responsible, and under which numbers they are reached. */
  authority?: string
  telephones: string[]
}

/** What a clinician sees of what is flagged. */
export interface SafeguardingView {
  /** none, flagged: as the national service says now. unchecked: it could not be asked, and the user is told so. */
  state: 'none' | 'flagged' | 'unchecked' | (string & {})
  /** Why it is unchecked, in the words the user sees. */
  problem?: string
  flags: SafeguardingFlag[]
  /** An indicator was recorded here that the national service may not have. */
  unshared: boolean
}

/** Safeguarding: child protection (CP-IS), and the indicator of a family history of female genital mutilation (FGM-IS). */
export interface SafeguardingVerbs {
  /** Looks what is flagged of the patient whose record is open. */
  open(session: Session, patientId: string): Promise<Answer<SafeguardingView>>
  /** Records the FGM indicator, and shares it; again where it was not shared. */
  setIndicator(session: Session, patientId: string): Promise<Answer<SafeguardingView>>
  /** Removes it, for a reason. */
  removeIndicator(session: Session, patientId: string, reason: string): Promise<Answer<SafeguardingView>>
}
