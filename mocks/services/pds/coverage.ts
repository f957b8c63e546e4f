/** European Health Insurance Card of a patient. Source: PDS FHIR API, schema Coverage. */
export interface Coverage {
  resourceType: 'Coverage'
  status: 'active'
  /** Card number and country that issued it (ISO 3166 alpha-3). */
  identifier: { value: string; assigner: { identifier: { system: string; value: string }; display?: string } }[]
  /** Personal identification number. */
  beneficiary: { type: 'Patient'; identifier: { value: string } }
  /** Identification number of the institution. */
  payor: { identifier: { value: string } }[]
  period: { end: string }
  subscriber: { type: 'Patient'; identifier: { system: string; value: string } }
}
