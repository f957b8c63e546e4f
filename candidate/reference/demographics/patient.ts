import type { JsonObject } from '../national/json.ts'
import type { PdsAddress, PdsPatient } from '../national/pds-patient.ts'

/** A patient on the practice's list, with the national record as it was last received. */
export interface RegisteredPatient {
  /** The practice's own number for the patient. */
  id: string
  nhsNumber: string
  /** Counts every change of what this system knows; the ETag. */
  version: number
  status: 'active' | 'left'
  /** The record as PDS last gave it. */
  national: PdsPatient
  /** Its version there: what an update must name. */
  nationalVersion: string
  /** ISO 8601 instant at which it was last received. */
  refreshedAt: string
  local: LocalDetails
  /** Newest first; the first is the one that counts. */
  registrations: readonly Registration[]
}

/** What only the practice knows. */
export interface LocalDetails {
  /** NHS numbers that were replaced by the present one. */
  formerNhsNumbers?: readonly { value: string; until: string }[]
  /** Home addresses before the present one, newest first, with the date they ended. */
  formerAddresses?: readonly PdsAddress[]
  /** PDS withdrew the NHS number, and named no other. */
  invalidated?: true
  /** What another organisation said of somebody whom it registered here for a while; as it wrote it, in FHIR STU3. */
  saidElsewhere?: { telecom: readonly JsonObject[]; address: readonly JsonObject[]; communication?: JsonObject }
}

export interface Registration {
  /** Temporary patients stay on another practice's list nationally. */
  type: 'permanent' | 'temporary'
  /** Dates are YYYY-MM-DD. */
  startedOn: string
  /** SDS user id of the named accountable GP. */
  accountableGp?: string
  endedOn?: string
  endReason?: string
}
