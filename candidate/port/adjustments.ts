import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** An adjustment that a disabled patient needs, as it is recorded nationally. */
export interface AdjustmentView {
  id: string
  /** Version of the national record of it, to be handed back when it is changed. */
  version: string
  /** SNOMED CT concept. */
  code: string
  term: string
}

/** What a user sees of a patient's reasonable adjustments on opening the record. */
export interface AdjustmentsView {
  /** none, recorded: as the national record says now. unchecked: it could not be read, and the user is told so. */
  state: 'none' | 'recorded' | 'unchecked' | (string & {})
  /** Why it is unchecked, in the words the user sees. */
  problem?: string
  /** How consent to share was given (001 the patient, 002 best interests, 003 attorney or deputy), where the user may see it. */
  consent?: { version: string; role: string }
  adjustments: AdjustmentView[]
  /** Noted at the practice and not shared nationally yet. */
  unshared: { code: string; term: string }[]
}

/** Why something is removed: DoesntApply, Error or NoConsent, and the user's comment. */
export interface RemovalReason {
  reason?: string
  comment: string
}

/** Reasonable adjustments, shared nationally (capability C13). */
export interface AdjustmentVerbs {
  /** Opens the record and looks. */
  open(session: Session, patientId: string): Promise<Answer<AdjustmentsView>>
  /** Records an adjustment; `consent` says how consent to share was given, and is needed where nothing is recorded yet. */
  add(session: Session, patientId: string, adjustment: { code: string; consent?: string }): Promise<Answer<AdjustmentsView>>
  /** Puts another in the place of the one the user has in front of them. */
  change(session: Session, patientId: string, adjustment: AdjustmentView, to: { code: string }): Promise<Answer<AdjustmentsView>>
  /** Ends one. */
  end(session: Session, patientId: string, adjustment: AdjustmentView, why: RemovalReason): Promise<Answer<AdjustmentsView>>
  /** Removes all that is recorded, on the version of the consent that the user has in front of them. */
  removeAll(session: Session, patientId: string, seen: AdjustmentsView, why: RemovalReason): Promise<Answer<AdjustmentsView>>
}
