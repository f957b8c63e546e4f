export const PRIORITIES = ['ROUTINE', 'URGENT', 'TWO_WEEK_WAIT'] as const
export type Priority = (typeof PRIORITIES)[number]

/** What can be asked of a service. */
export type RequestFlow = 'APPOINTMENT_REQUEST' | 'TRIAGE_REQUEST' | 'ADVICE_AND_GUIDANCE_REQUEST'

/** A service in the e-RS directory that patients can be referred to. */
export interface DirectoryService {
  /** Service id, digits. */
  id: string
  name: string
  /** ODS code of the provider. */
  organisation: string
  location: { odsCode: string; name: string }
  specialty: string
  clinicTypes: string[]
  requestTypes: RequestFlow[]
  bookable: 'DIRECTLY_BOOKABLE' | 'INDIRECTLY_BOOKABLE' | 'UNSPECIFIED'
  appointmentType?: string
  priorities: Priority[]
  /** Indicative wait for an appointment, days. */
  waitDays: number | 'LIMITED_AVAILABILITY' | 'NOT_APPLICABLE'
  /** Indicative wait for treatment, days. */
  treatmentWaitDays?: number | 'LOW'
  /** Miles from the patient, the same for every patient. */
  distance?: number
  displayProminently?: boolean
  letterRequired: boolean
  gender?: 'MALE' | 'FEMALE' | 'MALE_AND_FEMALE'
  /** Years. */
  ages?: { low: number; high: number }
  /** SDS user ids of clinicians a patient may be referred to by name. */
  namedClinicians?: string[]
  /** SNOMED CT codes it is found by. */
  clinicalTerms?: string[]
  additionalRequirements?: ('TRANSPORT' | 'INTERPRETER' | 'ADVOCACY')[]
  referrerAlert?: string
  exclusions?: string
  suggestedInvestigations?: string
  conditionsTreated?: string
  hoursOfOperation?: string
  instructions?: string
  contacts?: { purpose: 'PATINF' | 'ADMIN' | 'HEALTHCARE_PROFESSIONALS'; system: 'phone' | 'email'; value: string }[]
  /** Counts changes; its ETag. 1 when absent. */
  version?: number
  /** No longer takes referrals, though still in the directory. */
  withdrawn?: boolean
}
