import type { Address, Coding, ContactPoint, Extension, HumanName, Period } from './patient.ts'

/** Somebody to be contacted about a patient. Source: PDS FHIR API, schema RelatedPerson. */
export interface RelatedPerson {
  resourceType: 'RelatedPerson'
  id: string
  active: boolean
  /** NHS number of the patient, or of the related person themselves where only their PDS record is known. */
  patient: { identifier: { system: string; value: string }; type?: 'Patient' }
  period?: Period
  relationship: { coding: Coding[] }[]
  name?: HumanName[]
  telecom?: ContactPoint[]
  address?: Address[]
  extension?: Extension[]
}
